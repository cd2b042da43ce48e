import { isObject, listOf } from '../json.ts'
import { numberIn, type Row } from './state.ts'
import type { Term } from './search-language.ts'

/** Whether a row meets a term on one field. */
export type Filter = (row: Row, term: Term) => boolean

/** Follows a dotted path through rows; a list on the way yields the values of all its members. */
export function valuesAt(row: unknown, path: string): unknown[] {
  const [name = '', ...rest] = path.split('.')
  const value = isObject(row) ? row[name] : undefined
  const found = Array.isArray(value) ? listOf(value) : [value]
  return rest.length === 0 ? [...found] : found.flatMap((item) => valuesAt(item, rest.join('.')))
}

const normal = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).toLowerCase()
    : ''

/** The value as a whole, upper and lower case alike. */
export const word =
  (path: string): Filter =>
  (row, { value, prefix }) => {
    const wanted = value.toLowerCase()
    return valuesAt(row, path).some((held) =>
      prefix ? normal(held).startsWith(wanted) : normal(held) === wanted,
    )
  }

const wordsIn = (text: unknown): string[] =>
  normal(text)
    .split(/[^\p{L}\p{N}@.+#-]+/u)
    .filter((part) => part !== '')

/** All words of the value occur there; the number of an order also without its #. */
export const words =
  (...paths: readonly string[]): Filter =>
  (row, { value, prefix }) => {
    const held = paths.flatMap((path) => valuesAt(row, path)).flatMap(wordsIn)
    return wordsIn(value).every((wanted) =>
      held.some((one) => (prefix ? one.startsWith(wanted) : one === wanted || one === `#${wanted}`)),
    )
  }

export const number =
  (path: string): Filter =>
  (row, term) =>
    valuesAt(row, path).some((held) => compare(Number(held), Number(term.value), term.comparator))

export const time =
  (path: string): Filter =>
  (row, term) =>
    valuesAt(row, path).some((held) =>
      compare(Date.parse(String(held)), Date.parse(term.value), term.comparator),
    )

/** Ids are named by their number or as a whole. */
export const id =
  (path: string): Filter =>
  (row, term) =>
    valuesAt(row, path).some((held) => compare(numberIn(String(held)), numberIn(term.value), term.comparator))

export const flag =
  (path: string): Filter =>
  (row, { value }) =>
    valuesAt(row, path).some((held) => String(held) === value.toLowerCase())

export const none =
  (filter: Filter): Filter =>
  (row, term) =>
    !filter(row, term)

function compare(held: number, wanted: number, comparator: Term['comparator']): boolean {
  switch (comparator) {
    case '<':
      return held < wanted
    case '>':
      return held > wanted
    case '<=':
      return held <= wanted
    case '>=':
      return held >= wanted
    default:
      return held === wanted
  }
}
