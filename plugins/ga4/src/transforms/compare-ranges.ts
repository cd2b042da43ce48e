import { defineTransform } from '@patchbay/contract'
import type { TypedRow } from '../report/typed-row.ts'

export interface CompareInput {
  /** Of both ranges; each says in `dateRange` to which it belongs. */
  readonly rows: readonly TypedRow[]
  readonly dimensions: readonly string[]
  readonly metrics: readonly string[]
  readonly current: string
  readonly previous: string
  /** The metric by whose change rows are sorted; the largest changes, up or down, come first. */
  readonly sortBy: string
  readonly limit: number
}

export interface Change {
  current: number
  previous: number
  /** Current less previous. */
  delta: number
  /** Of the previous one, 0.1 being a tenth more; null where it was 0. */
  relative: number | null
}

export interface ComparedRow {
  key: Record<string, string>
  /** Whether it is in both ranges, or in one of them alone. */
  status: 'kept' | 'new' | 'lost'
  changes: Record<string, Change>
}

export interface Compared {
  readonly rows: ComparedRow[]
  readonly rowCount: number
}

export const changeOf = (current: number, previous: number): Change => ({
  current,
  previous,
  delta: current - previous,
  relative: previous === 0 ? null : (current - previous) / previous,
})

/** Joins the rows of two ranges by their dimensions, and says what has changed. */
export default defineTransform(import.meta.url, (input: CompareInput): Compared => {
  const { rows, dimensions, metrics, current, previous, sortBy, limit } = input
  const pairs = new Map<string, { key: Record<string, string>; current?: TypedRow; previous?: TypedRow }>()
  for (const row of rows) {
    const key = Object.fromEntries(dimensions.map((name) => [name, String(row[name] ?? '')]))
    const id = JSON.stringify(Object.values(key))
    const pair = pairs.get(id) ?? { key }
    if (row['dateRange'] === current) pair.current = row
    else if (row['dateRange'] === previous) pair.previous = row
    pairs.set(id, pair)
  }
  const numberIn = (row: TypedRow | undefined, name: string): number => Number(row?.[name] ?? 0)
  const compared = [...pairs.values()].map((pair): ComparedRow => ({
    key: pair.key,
    status: pair.current === undefined ? 'lost' : pair.previous === undefined ? 'new' : 'kept',
    changes: Object.fromEntries(
      metrics.map((name) => [name, changeOf(numberIn(pair.current, name), numberIn(pair.previous, name))]),
    ),
  }))
  const sizeOf = ({ changes }: ComparedRow): number => Math.abs(changes[sortBy]?.delta ?? 0)
  compared.sort((one, other) => sizeOf(other) - sizeOf(one))
  return { rows: compared.slice(0, limit), rowCount: compared.length }
})
