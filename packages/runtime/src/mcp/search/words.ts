import { stemmer } from 'stemmer'

/** Words that say nothing about what is looked for. */
const fillers = new Set(
  (
    'a about again all am an and any are as at be been but by can could did do does doing for from give had has have he her ' +
    'here him his how i if in into is it its just let like me my need non of off on once one only or our out over own please ' +
    'she show so some tell than that the their them then there these they this those through to too up us want was we ' +
    'were what when where which who whom why will with would you your using use versus via vs tool tools api find look see'
  ).split(' '),
)

/** The stemmer takes a conversion for a conversation, and settings for what is set. */
const exceptions: Readonly<Record<string, string>> = {
  conversion: 'conversion',
  conversions: 'conversion',
  setting: 'setting',
  settings: 'setting',
}

/** Digits and single letters tell no tools apart. */
const isWord = (text: string): boolean => text.length > 1 && !/^\d+$/.test(text)

/** `draftOrderId`, `draft-orders.delete` and sentences, as single words in small letters. */
export const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/['’]s\b/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(isWord)

/** The word without its endings: `orders`, `ordered` and `ordering` are one. Undefined for a filler. */
export const stemOf = (word: string): string | undefined =>
  fillers.has(word) ? undefined : (exceptions[word] ?? stemmer(word))
