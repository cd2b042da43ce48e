import fc from 'fast-check'
import { fits, type JsonSchema } from './json-schema.ts'

/** What has broken parsers, validators, logs and databases before. */
const hostileTexts = [
  '',
  ' ',
  '\0',
  '\r\nx-injected: 1',
  '\u001b[31m',
  '\u202e',
  '\ufeff',
  '\ud800',
  '../../etc/passwd',
  '%00%0d%0a',
  '%zz',
  "' OR 1=1 --",
  '{{7*7}}',
  '${jndi:ldap://a}',
  '<script>',
  '"}],"a":1',
  '__proto__',
  'constructor',
  'null',
  '1e999',
  'x'.repeat(5_000),
]
const hostileValues: readonly unknown[] = [
  ...hostileTexts,
  null,
  true,
  0,
  -1,
  -0,
  1.5,
  1e308,
  2 ** 53,
  [],
  [[]],
  [null],
  {},
  { length: 1e9 },
  { toString: null },
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom(...hostileValues), fc.jsonValue())

/** Values that fit the schema. */
export function valid(schema: JsonSchema): fc.Arbitrary<unknown> {
  return anything(schema).filter((value) => fits(schema, value))
}

function anything(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(anything))
  const { type } = schema
  if (type !== undefined && typeof type !== 'string') {
    return fc.oneof(...type.map((one) => anything({ ...schema, type: one })))
  }
  switch (type) {
    case 'string':
      return text(schema)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000_000 })
    case 'number':
      return fc.double({
        min: schema.minimum ?? schema.exclusiveMinimum ?? -1e6,
        minExcluded: schema.exclusiveMinimum !== undefined,
        max: schema.maximum ?? 1e6,
        noNaN: true,
      })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(anything(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, (schema.minItems ?? 0) + 5),
      })
    case 'object':
      return members(schema)
    default:
      return fc.jsonValue()
  }
}

function text({
  pattern,
  format,
  minLength = 0,
  maxLength = 60,
  examples = [],
}: JsonSchema): fc.Arbitrary<unknown> {
  const some: Array<fc.Arbitrary<unknown>> = examples.length > 0 ? [fc.constantFrom(...examples)] : []
  if (format === 'date')
    some.push(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map(dayOf))
  else if (format === 'date-time')
    some.push(
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map((date) => date.toISOString()),
    )
  else if (format === 'email') some.push(fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.example$/))
  else if (format === 'uri') some.push(fc.webUrl())
  else if (pattern !== undefined) some.push(fc.stringMatching(new RegExp(pattern, 'u')))
  else {
    const most = Math.min(maxLength, minLength + 40)
    some.push(
      fc.string({ minLength, maxLength: most }),
      fc.string({ unit: 'binary', minLength, maxLength: most }),
    )
  }
  return fc.oneof(...some)
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

function members({
  properties = {},
  required = [],
  additionalProperties,
}: JsonSchema): fc.Arbitrary<unknown> {
  const known = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, anything(schema)]),
  )
  if (Object.keys(known).length === 0 && additionalProperties !== false) {
    return fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue(), { maxKeys: 3, noNullPrototype: true })
  }
  return fc.record(known, { requiredKeys: [...required], noNullPrototype: true })
}

/** Values that nearly fit: a good one with a fault, or something else altogether. Some of them fit after all. */
export function spoiled(schema: JsonSchema, good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const names = Object.keys(schema.properties ?? {})
  const name = names.length === 0 ? fc.constant('none') : fc.constantFrom(...names)
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(good, name, hostileValue).map(([value, key, bad]) => withMember(value, key, bad)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(good, hostileText, hostileValue)
        .map(([value, key, bad]) => withMember(value, key, bad)),
    },
    { weight: 2, arbitrary: fc.tuple(good, name).map(([value, key]) => withoutMember(value, key)) },
    { weight: 1, arbitrary: hostileValue },
  )
}

/** Also where the name is `__proto__`: what JSON can say, the value must have. */
function withMember(value: unknown, name: string, member: unknown): unknown {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries([...entries.filter(([key]) => key !== name), [name, member]])
}

function withoutMember(value: unknown, name: string): unknown {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.filter(([key]) => key !== name))
}
