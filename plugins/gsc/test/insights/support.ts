import type { TSchema } from '@patchbay/contract'
import type { Row } from '../../src/insights/row.ts'

/** A row as Google writes it. */
export const row = (
  keys: string | readonly string[],
  clicks: number,
  impressions: number,
  position: number | undefined = 5,
): Row => ({
  keys: typeof keys === 'string' ? [keys] : keys,
  clicks,
  impressions,
  ctr: impressions === 0 ? 0 : clicks / impressions,
  position,
})

/** Numbers that look random, the same at each run (mulberry32). */
export const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
  return ((value ^ (value >>> 14)) >>> 0) / 0x1_0000_0000
}

/** The same elements in another order. */
export function shuffled<Element>(list: readonly Element[], seed: number): Element[] {
  const roll = random(seed)
  return list
    .map((element) => ({ element, rank: roll() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ element }) => element)
}

/** Days in a row from one on. */
export const daysFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(`${first}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10),
  )

/** Rows with any keys and numbers. Queries and pages come more than once, as when days are added up. */
export function anyRows(
  seed: number,
  count: number,
  keysOf: (upTo: (most: number) => number) => string[],
): Row[] {
  const roll = random(seed)
  const upTo = (most: number) => Math.floor(roll() * (most + 1))
  return Array.from({ length: count }, () => {
    const impressions = upTo(400)
    return row(keysOf(upTo), Math.floor(impressions * roll() * 0.3), impressions, 1 + roll() * 60)
  })
}

/**
 * Where a value is not as its schema says: a field too few, one too many or one of another type. Objects count as
 * closed, so that nothing is answered that is not described.
 */
export function misfits(schema: TSchema, value: unknown, path = ''): string[] {
  const { anyOf, type, properties, required = [], items } = schema
  if (Array.isArray(anyOf)) {
    const tries = anyOf.map((one: TSchema) => misfits(one, value, path))
    return tries.reduce((best, one) => (one.length < best.length ? one : best))
  }
  if (schema['const'] !== undefined)
    return schema['const'] === value ? [] : [`${path} is no ${schema['const']}`]
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value))
    return [`${path} is none of the words`]
  if (type === 'array') {
    if (!Array.isArray(value)) return [`${path} is no array`]
    return value.flatMap((item, index) => misfits(items, item, `${path}/${index}`))
  }
  if (type === 'object') {
    if (typeof value !== 'object' || value === null) return [`${path} is no object`]
    const entries = Object.entries(value)
    return [
      ...required
        .filter((name: string) => !(name in value))
        .map((name: string) => `${path}/${name} is missing`),
      ...entries.flatMap(([name, part]) =>
        properties[name] === undefined
          ? [`${path}/${name} is not described`]
          : misfits(properties[name], part, `${path}/${name}`),
      ),
    ]
  }
  if (type === 'integer') return Number.isInteger(value) ? [] : [`${path} is no integer`]
  if (type === 'number') return Number.isFinite(value) ? [] : [`${path} is no number`]
  if (type === 'null') return value === null ? [] : [`${path} is not null`]
  return typeof value === type ? [] : [`${path} is no ${type}`]
}
