/** A text with one level of its escapes read, and the way back to where its characters came from. */
export interface Unescaped {
  readonly text: string
  /** Where the character at this place of the text began. The place behind the last one is the end. */
  origin(place: number): number
}

/** What is read as an escape: those of JSON (RFC 8259, 7), or those of URLs (RFC 3986, 2.1) as well. */
export type Escapes = 'json' | 'all'

const patterns: Readonly<Record<Escapes, RegExp>> = {
  json: /\\(?:u[0-9a-f]{4}|["\\/bfnrt])/gi,
  all: /\\(?:u[0-9a-f]{4}|["\\/bfnrt])|%[0-9a-f]{2}/gi,
}

const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** Whether there can be an escape in the text. */
export const mayBeEscaped = (text: string): boolean => text.includes('\\') || text.includes('%')

/**
 * Reads one level of escapes; undefined where there is none. A percent-encoded byte becomes the character of that
 * number, so that what is not ASCII comes out as Latin-1 of its UTF-8.
 */
export function unescapeOnce(text: string, kind: Escapes): Unescaped | undefined {
  const parts: string[] = []
  // Where each run of unchanged distance begins, in the new text and in the old one.
  const places = [0]
  const origins = [0]
  let read = 0
  let written = 0
  for (const { 0: escape, index } of text.matchAll(patterns[kind])) {
    const character = meaning(escape)
    parts.push(text.slice(read, index), character)
    written += index - read
    places.push(written, written + 1)
    read = index + escape.length
    origins.push(index, read)
    written += 1
  }
  if (read === 0) return undefined
  parts.push(text.slice(read))
  return {
    text: parts.join(''),
    origin(place) {
      const run = lastNotAbove(places, place)
      return (origins[run] ?? 0) + place - (places[run] ?? 0)
    },
  }
}

function meaning(escape: string): string {
  if (escape.startsWith('%')) return String.fromCharCode(Number.parseInt(escape.slice(1), 16))
  const letter = escape.charAt(1)
  if (escape.length > 2) return String.fromCharCode(Number.parseInt(escape.slice(2), 16))
  return controls[letter] ?? letter
}

/** The index of the last of the ascending numbers that is not above the given one. */
function lastNotAbove(ascending: readonly number[], number: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((ascending[middle] ?? 0) <= number) low = middle
    else high = middle - 1
  }
  return low
}
