import MiniSearch from 'minisearch'

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

/** Makes the search of fields by words of names, titles and descriptions, however they are misspelled; best first. */
export function fieldSearch<Field extends FieldText>(fields: readonly Field[]): (text: string) => Field[] {
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
  return (text) => {
    const exact = wordsOf(text).join('')
    // A name that was only written in another way comes first.
    const isSame = ({ name }: Field): boolean => wordsOf(name).join('') === exact
    return index
      .search(text)
      .flatMap(({ id, score }) => {
        const field = fields[id as number]
        return field === undefined ? [] : [{ field, score: isSame(field) ? score + 1_000 : score }]
      })
      .toSorted((one, other) => other.score - one.score)
      .map(({ field }) => field)
  }
}
