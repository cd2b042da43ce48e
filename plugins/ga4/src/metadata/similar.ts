import MiniSearch from 'minisearch'
import { dimensions } from '../catalogue/dimensions.ts'
import { metrics } from '../catalogue/metrics.ts'

export type FieldKind = 'dimension' | 'metric'

/** What is known of a field for finding it. */
export interface FieldText {
  readonly kind: FieldKind
  readonly name: string
  readonly title: string
  readonly description: string
}

/** `sessionDefaultChannelGroup` and `customEvent:plant_zone` as words. */
const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')

export interface FoundField<Field> {
  readonly field: Field
  /** How well it fits, for comparing. */
  readonly score: number
}

/** Searches fields by words of names, titles and descriptions, however they are misspelled. */
export function searchFields<Field extends FieldText>(
  fields: readonly Field[],
  text: string,
): Array<FoundField<Field>> {
  const index = new MiniSearch<{ id: number } & FieldText>({
    fields: ['name', 'title', 'description'],
    tokenize: wordsOf,
    searchOptions: {
      boost: { name: 3, title: 2 },
      prefix: true,
      fuzzy: 0.25,
      tokenize: wordsOf,
    },
  })
  index.addAll(fields.map((field, id) => ({ ...field, id })))
  const exact = wordsOf(text).join('')
  return index
    .search(text)
    .flatMap(({ id, score }) => {
      const field = fields[id as number]
      if (field === undefined) return []
      // A name that was only written in another way comes first.
      const isSame = wordsOf(field.name).join('') === exact
      return [{ field, score: isSame ? score + 1_000 : score }]
    })
    .toSorted((one, other) => other.score - one.score)
}

const known: readonly FieldText[] = [
  ...dimensions.map((field) => ({ ...field, kind: 'dimension' as const })),
  ...metrics.map((field) => ({ ...field, kind: 'metric' as const })),
]

/** Names like this one among the fields that every property has, best first. */
export function similarNames(name: string, kind: FieldKind, most = 3): string[] {
  const own = known.filter((field) => field.kind === kind)
  return searchFields(own, name)
    .slice(0, most)
    .map(({ field }) => field.name)
}

/** Whether every property has a field of this name, of the other kind. */
export const isOtherKind = (name: string, kind: FieldKind): boolean =>
  known.some((field) => field.name === name && field.kind !== kind)
