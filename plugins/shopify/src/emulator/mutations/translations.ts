import { isObject, listOf, textOf } from '../../json.ts'
import { contentOf, languages } from '../roots/translations.ts'
import { addRow, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation } from './call.ts'
import { newRow } from './conventions.ts'

export const translationMutations = {
  translationsRegister(call) {
    const { args, state, time } = call
    const row = state.byId.get(String(args['resourceId']))
    if (row === undefined) throw refuse(['resourceId'], 'Resource does not exist', 'RESOURCE_NOT_FOUND')
    const content = contentOf(row)
    const given = listOf(args['translations']).filter(isObject)
    const made = given.map(({ key, value, locale, translatableContentDigest: digest }, index): Row => {
      const at = (field: string): string[] => ['translations', String(index), field]
      const original = content.find((each) => each.key === key)
      if (original === undefined) {
        throw refuse(
          at('key'),
          `Key ${String(key)} is not a valid translatable field`,
          'INVALID_KEY_FOR_MODEL',
        )
      }
      const language = languages.find((each) => each.locale === locale)
      if (language === undefined) {
        throw refuse(at('locale'), 'Locale is not a valid locale for the shop', 'INVALID_LOCALE_FOR_SHOP')
      }
      if (language.primary) {
        throw refuse(
          at('locale'),
          "Locale cannot be the same as the shop's primary locale",
          'INVALID_LOCALE_FOR_SHOP',
        )
      }
      if (digest !== original.digest) {
        throw refuse(
          at('translatableContentDigest'),
          'Translatable content hash is invalid',
          'INVALID_TRANSLATABLE_CONTENT',
        )
      }
      if (value === original.value) {
        throw refuse(at('value'), 'Value cannot match original content', 'FAILS_RESOURCE_VALIDATION')
      }
      return {
        ...newRow(call, 'Translation'),
        resourceId: row.id,
        key,
        value,
        locale,
        digest,
        updatedAt: time,
      }
    })
    for (const each of made) {
      const known = rowsOf(state, 'Translation').find(
        (old) =>
          old['resourceId'] === row.id && old['key'] === each['key'] && old['locale'] === each['locale'],
      )
      if (known === undefined) addRow(state, each)
      else Object.assign(known, { value: textOf(each['value']), digest: each['digest'], updatedAt: time })
    }
    return { translations: made }
  },
} satisfies Record<string, Mutation>
