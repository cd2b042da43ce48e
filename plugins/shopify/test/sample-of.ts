import type { TSchema } from '@patchbay/contract'

/** Texts for the patterns that inputs have, the first that fits. */
const texts = [
  '1',
  '123456',
  'DE',
  'EUR',
  '2026-10-01',
  'a',
  'tag',
  'gid://shopify/TaxonomyCategory/sg-4',
  'custom',
  'custom.erp_id:K-17',
  'https://a.example/1',
  '/a',
]

function textFor({ pattern, format, minLength }: TSchema): string {
  if (format === 'uri') return 'https://a.example/1'
  if (typeof pattern !== 'string') return 'x'.repeat(Math.max(3, Number(minLength ?? 0)))
  const expression = new RegExp(pattern)
  const type = /^\^gid:\/\/shopify\/\(?(\w+)/.exec(pattern)?.[1] ?? 'Thing'
  const fitting = [`gid://shopify/${type}/1`, ...texts].find((text) => expression.test(text))
  if (fitting === undefined) throw new Error(`There is no sample for ${pattern}; add one.`)
  return fitting
}

/** A value that fits a schema of an input, with everything in it that is optional. */
export function sampleOf(schema: TSchema): unknown {
  const { type, anyOf, properties, items, minimum } = schema
  if (schema['const'] !== undefined) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  if (Array.isArray(anyOf)) return sampleOf(anyOf[0] as TSchema)
  switch (type) {
    case 'object':
      // A record by names of the caller's own, such as the options of a variant.
      return properties === undefined
        ? { Color: 'Moss' }
        : Object.fromEntries(
            Object.entries(properties as Record<string, TSchema>).map(([name, each]) => [
              name,
              sampleOf(each),
            ]),
          )
    case 'array':
      return [sampleOf(items as TSchema)]
    case 'integer':
    case 'number':
      return Math.max(1, Number(minimum ?? 1))
    case 'boolean':
      return true
    default:
      return textFor(schema)
  }
}
