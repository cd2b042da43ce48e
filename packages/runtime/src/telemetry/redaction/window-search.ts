import type { SecretForm } from './secret-forms.ts'

/** Finds texts that are no shorter than its window, however many they are and however often they change. */
export interface WindowSearch {
  /** Forms with different texts. */
  readonly add: (form: SecretForm) => void
  readonly remove: (form: SecretForm) => void
  /** Calls back for each place where a form ends, with the beginning of the longest form there, from left to right. */
  readonly each: (text: string, found: (start: number, form: SecretForm) => void) => void
}

const block = 3
const fewestBits = 12
// A table that is too large for the cache is slow to read.
const mostBits = 20

/**
 * The algorithm of Wu and Manber (1994): a table says for the last three characters of the window how far the window
 * can move on without missing the end of a form. Almost all of a text is never looked at, which a regular expression of
 * alternatives does not manage: it was measured to take fifteen times as long for thirty forms. The window looks for
 * the ends of forms, since what secrets have in common, such as `{"token":"`, is how they begin.
 */
export function createWindowSearch(window: number): WindowSearch {
  // By their last characters, as many as the window has: three would be shared by thousands of forms.
  const endings = new Map<string, SecretForm[]>()
  let count = 0
  let mask = 2 ** fewestBits - 1
  let shifts = new Uint8Array(mask + 1).fill(window - block + 1)

  const keyAt = (text: string, end: number): number =>
    ((text.charCodeAt(end - 2) << 10) ^ (text.charCodeAt(end - 1) << 5) ^ text.charCodeAt(end)) & mask

  const enter = ({ text }: SecretForm): void => {
    for (let shift = 0; shift <= window - block; shift += 1) {
      const key = keyAt(text, text.length - 1 - shift)
      shifts[key] = Math.min(shifts[key] ?? 0, shift)
    }
  }
  /** A table that is mostly full moves nobody on. */
  const isFull = (): boolean => mask + 1 < 2 ** mostBits && count * window * 8 > mask + 1

  const longestAt = (text: string, end: number): SecretForm | undefined =>
    endings.get(text.slice(end - window, end))?.reduce<SecretForm | undefined>((longest, form) => {
      const isLonger = form.text.length > (longest?.text.length ?? 0)
      return isLonger && text.endsWith(form.text, end) ? form : longest
    }, undefined)

  return {
    add(form) {
      const ending = form.text.slice(-window)
      const same = endings.get(ending)
      if (same === undefined) endings.set(ending, [form])
      else same.push(form)
      count += 1
      if (isFull()) {
        while (isFull()) mask = mask * 2 + 1
        shifts = new Uint8Array(mask + 1).fill(window - block + 1)
        for (const forms of endings.values()) forms.forEach(enter)
      } else {
        enter(form)
      }
    },
    remove(form) {
      // How far the window moves on stays as it was: too little is never wrong.
      const ending = form.text.slice(-window)
      const same = endings.get(ending) ?? []
      same.splice(same.indexOf(form), 1)
      if (same.length === 0) endings.delete(ending)
      count -= 1
    },
    each(text, found) {
      if (count === 0) return
      const { length } = text
      let end = window - 1
      while (end < length) {
        const shift = shifts[keyAt(text, end)] as number
        if (shift > 0) {
          end += shift
          continue
        }
        end += 1
        const form = longestAt(text, end)
        if (form !== undefined) found(end - form.text.length, form)
      }
    },
  }
}
