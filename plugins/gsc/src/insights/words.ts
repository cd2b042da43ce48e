/**
 * Lower case, full-width forms made plain and accents dropped, so that "CAFÉ" and "cafe" are the same. Only accents:
 * in scripts such as Devanagari or Kana, what combines with a letter makes another word.
 */
export function simplify(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase()
    .trim()
}

/** What is between blanks and punctuation. An apostrophe parts words, as in "qu'est". */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}
