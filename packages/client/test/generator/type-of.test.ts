import { Type, type TSchema } from '@sinclair/typebox'
import t from 'tap'
import type { JsonSchema } from '../../src/generator/json-schema.ts'
import { quote, typeOf, type Direction } from '../../src/generator/type-of.ts'

/** On one line, as it is read. */
const written = (schema: JsonSchema | boolean, direction: Direction = 'received'): string =>
  typeOf(schema, direction).replaceAll(/\n\s*/g, '; ').replaceAll('{; ', '{ ').replaceAll('; }', ' }')

const cases: ReadonlyArray<readonly [schema: JsonSchema | boolean, received: string, sent?: string]> = [
  [true, 'unknown'],
  [false, 'never'],
  [{}, 'unknown'],
  [{ type: 'string' }, 'string'],
  [{ type: 'integer' }, 'number'],
  [{ type: 'boolean' }, 'boolean'],
  [{ type: 'null' }, 'null'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ type: 'string', nullable: true }, 'string | null'],
  [{ const: 'a' }, "'a'"],
  [{ const: null }, 'null'],
  [{ enum: ['a', "it's", 1, true, null] }, String.raw`'a' | 'it\'s' | 1 | true | null`],
  [{ enum: [] }, 'never'],
  [{ anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'string' }] }, 'string | number'],
  [{ oneOf: [{ type: 'string' }, {}] }, 'unknown'],
  [
    { allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B~1C' }] },
    "(Schemas['A']) & (Schemas['B/C'])",
  ],
  [{ type: 'array', items: { enum: ['a', 'b'] } }, "Array<'a' | 'b'>", "ReadonlyArray<'a' | 'b'>"],
  [{ type: 'array' }, 'Array<unknown>', 'ReadonlyArray<unknown>'],
  [{ items: { type: 'string' } }, 'Array<string>', 'ReadonlyArray<string>'],
  [
    { type: ['array', 'null'], items: { type: 'string' } },
    'Array<string> | null',
    'ReadonlyArray<string> | null',
  ],
  [
    { type: 'array', items: [{ type: 'string' }, { type: 'number' }], minItems: 1, additionalItems: false },
    '[string, number?]',
    'readonly [string, number?]',
  ],
  [
    { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' }, minItems: 1 },
    '[string, ...Array<number>]',
    'readonly [string, ...Array<number>]',
  ],
  [{ type: 'object' }, 'Record<string, unknown>'],
  [{ type: 'object', additionalProperties: false }, 'Record<string, never>'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
  [{ type: 'object', patternProperties: { '^(.*)$': { type: 'number' } } }, 'Record<string, number>'],
  [
    { type: 'object', properties: { a: { type: 'string' }, 'b-c': { type: 'number' } }, required: ['a'] },
    "{ a: string; 'b-c'?: number }",
    "{ a: string; 'b-c'?: number | undefined }",
  ],
  [
    { properties: { a: { type: 'number', default: 1 } }, required: ['a'] },
    '{ /** @default 1 */; a: number }',
    '{ /** @default 1 */; a?: number | undefined }',
  ],
  [
    { properties: { a: { type: 'number' } }, required: ['a'], additionalProperties: true },
    '{ a: number; [name: string]: unknown }',
  ],
  [
    {
      anyOf: [{ properties: { a: true } }, { properties: { b: true } }],
      properties: { c: true },
      required: ['c'],
    },
    '({ a?: unknown } | { b?: unknown }) & ({ c: unknown })',
    '({ a?: unknown | undefined } | { b?: unknown | undefined }) & ({ c: unknown })',
  ],
  [
    { properties: { a: { type: 'string', description: 'Ends */ here.', deprecated: true } } },
    '{ /**; * Ends *\u200b/ here.; * @deprecated; */; a?: string }',
    '{ /**; * Ends *\u200b/ here.; * @deprecated; */; a?: string | undefined }',
  ],
]

t.test('every keyword that says something about a type is understood', (t) => {
  for (const [schema, received, sent = received] of cases) {
    t.equal(written(schema), received, JSON.stringify(schema))
    t.equal(written(schema, 'sent'), sent, `${JSON.stringify(schema)}, sent`)
  }
  t.end()
})

t.test('so is what TypeBox writes', (t) => {
  const schemas: ReadonlyArray<readonly [TSchema, string]> = [
    [Type.Tuple([Type.String(), Type.Number()]), '[string, number]'],
    [Type.Record(Type.String(), Type.Boolean()), 'Record<string, boolean>'],
    [Type.Union([Type.Literal('a'), Type.Null()]), "'a' | null"],
    [
      Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.Optional(Type.Integer()) })]),
      '({ a: string }) & ({ b?: number })',
    ],
    [Type.Partial(Type.Object({ a: Type.Array(Type.Unknown()) })), '{ a?: Array<unknown> }'],
  ]
  for (const [schema, type] of schemas) t.equal(written(schema as JsonSchema), type)
  t.end()
})

t.test('no text gets out of its quotes', (t) => {
  for (const text of ["'", '"', '\\', String.raw`\'`, '\n', '\u2028', "'; process.exit() //"]) {
    // oxlint-disable-next-line no-eval
    t.equal((0, eval)(quote(text)), text)
  }
  t.end()
})
