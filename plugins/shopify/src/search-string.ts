// Builds strings of Shopify's search language. Every value is quoted and escaped, so that whatever a caller sends
// is looked for and never read as syntax.

export type SearchTerm = string | undefined

/** A value as a quoted phrase. */
export function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`
}

/** `field` equals the value. */
export function is(field: string, value: string | undefined): SearchTerm {
  return value === undefined ? undefined : `${field}:${quoted(value)}`
}

/** `field` equals one of Shopify's words, which it writes in lower case here and in upper case elsewhere. */
export function isWord(field: string, word: string | undefined): SearchTerm {
  return word === undefined ? undefined : `${field}:${word.toLowerCase()}`
}

/** `field` is at that time or later. Unquoted, the colons of a time are misread in silence. */
export function isSince(field: string, time: string | undefined): SearchTerm {
  return time === undefined ? undefined : `${field}:>=${quoted(time)}`
}

/** All words of the text occur, in any of the fields that Shopify searches by default. */
export function hasWords(text: string | undefined): SearchTerm {
  const words = text?.split(/\s+/).filter((word) => word !== '') ?? []
  return words.length === 0 ? undefined : words.map(quoted).join(' AND ')
}

/** The number of a global id, which is how the search language names ids. */
export function isId(field: string, id: string | undefined): SearchTerm {
  return id === undefined ? undefined : `${field}:${id.slice(id.lastIndexOf('/') + 1)}`
}

/** A search in Shopify's own words. In parentheses, since OR binds looser than AND. */
export function asIs(query: string | undefined): SearchTerm {
  return query === undefined || query.trim() === '' ? undefined : `(${query})`
}

/** Everything that all terms ask for; undefined if none asks for anything. */
export function allOf(...terms: readonly SearchTerm[]): string | undefined {
  const given = terms.filter((term) => term !== undefined)
  return given.length === 0 ? undefined : given.join(' AND ')
}
