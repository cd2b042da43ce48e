import { hash } from 'node:crypto'
import { textOf } from '../../json.ts'
import type { Execution } from '../execution.ts'
import { rowsOf, type Row } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

/** The languages of the shop. */
export const languages = [
  { locale: 'en', name: 'English', primary: true, published: true },
  { locale: 'de', name: 'German', primary: false, published: true },
  { locale: 'fr', name: 'French', primary: false, published: false },
] as const

const fields: Readonly<Record<string, string>> = {
  title: 'title',
  name: 'name',
  body_html: 'descriptionHtml',
  body: 'body',
  handle: 'handle',
  summary: 'summary',
}

/** What of a row can be translated. */
export const contentOf = (row: Row) =>
  Object.entries(fields).flatMap(([key, field]) => {
    const value = textOf(row[field])
    return value === undefined
      ? []
      : [{ key, value, digest: hash('sha256', value), locale: 'en', type: 'SINGLE_LINE_TEXT_FIELD' }]
  })

export const translationRoots = {
  shopLocales: () => languages,
  translatableResource({ resourceId }: Arguments, { state }: Execution) {
    const row = state.byId.get(String(resourceId))
    if (row === undefined) return undefined
    const content = contentOf(row)
    const digests = new Map(content.map(({ key, digest }) => [key, digest]))
    return {
      resourceId: row.id,
      translatableContent: content,
      // Called with the arguments of the field.
      translations: ({ locale }: Arguments) =>
        rowsOf(state, 'Translation')
          .filter((each) => each['resourceId'] === row.id && each['locale'] === locale)
          .map((each) => ({ ...each, outdated: digests.get(String(each['key'])) !== each['digest'] })),
    }
  },
}
