/** Lower case, full-width forms made plain and accents dropped, so that "CAFÉ" and "cafe" are the same. */
export function simplify(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim()
}

/** What is between blanks and punctuation. An apostrophe parts words, as in "qu'est". */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}
