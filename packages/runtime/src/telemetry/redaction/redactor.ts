import { mayBeEscaped, unescapeOnce, type Escapes, type Unescaped } from './escapes.ts'
import { replaceablePart } from './json-text.ts'
import { createKnownSecrets } from './known-secrets.ts'
import { replaceRanges, unite, type Range } from './ranges.ts'
import { createTextSearch, type TextSearch } from './text-search.ts'

/** Removes known secret values from text that leaves the process, however they are encoded in it. */
export interface Redactor {
  /**
   * From now on this value is removed, until what is returned is called by everybody who has asked for it: of what is
   * used for a while only, that bounds the memory, some kilobytes for each. Values of less than six characters are left
   * to the names of their fields.
   */
  protect(secret: string): () => void
  redact(text: string): string
  /** For one JSON text or many lines of it: what comes out can be parsed as well. */
  redactJson(json: string): string
}

export const redactionMark = '[redacted]'

/** How often escapes stand within escapes: JSON of a vendor, quoted in JSON, quoted in a line of the log. */
const mostLevels = 4

export function createRedactor(): Redactor {
  const search = createTextSearch()
  const secrets = createKnownSecrets(search)

  const find = (text: string): Range[] => {
    const ranges: Range[] = []
    collect(search, text, [], ranges)
    if (!mayBeEscaped(text)) return ranges
    for (const line of escapedLines(text)) {
      const inLine: Range[] = []
      const own = text.slice(line.start, line.end)
      // Reading both kinds at once finds what is encoded in turns, but reads too much of a secret that has a percent sign.
      collectUnescaped(search, own, 'json', inLine)
      if (own.includes('%')) collectUnescaped(search, own, 'all', inLine)
      for (const { start, end } of inLine) ranges.push({ start: line.start + start, end: line.start + end })
    }
    return ranges
  }

  return {
    protect: secrets.add,
    redact(text) {
      const ranges = secrets.size === 0 ? [] : find(text)
      return ranges.length === 0 ? text : replaceRanges(text, unite(ranges), () => redactionMark)
    },
    redactJson(json) {
      const found = secrets.size === 0 ? [] : find(json)
      if (found.length === 0) return json
      const parts = found.flatMap((range) => replaceablePart(json, range) ?? [])
      const literals = new Set(parts.filter(({ kind }) => kind === 'literal').map(({ start }) => start))
      return replaceRanges(json, unite(parts), ({ start }) => (literals.has(start) ? 'null' : redactionMark))
    },
  }
}

/** Adds the places of all forms in a text, as places of the text that its escapes were first read from. */
function collect(search: TextSearch, text: string, levels: readonly Unescaped[], ranges: Range[]): void {
  const toFirst = (place: number): number => levels.reduceRight((inner, level) => level.origin(inner), place)
  search.each(text, (start, form) => {
    const range = { start, end: start + form.text.length }
    const whole = form.isEncoded ? encodedRun(text, range) : range
    ranges.push({ start: toFirst(whole.start), end: toFirst(whole.end) })
  })
}

/** Adds the places of all forms in a text whose escapes are read level after level. */
function collectUnescaped(search: TextSearch, text: string, kind: Escapes, ranges: Range[]): void {
  const levels: Unescaped[] = []
  for (let level = unescapeOnce(text, kind); level !== undefined;) {
    levels.push(level)
    collect(search, level.text, levels, ranges)
    level = levels.length < mostLevels ? unescapeOnce(level.text, kind) : undefined
  }
}

/** The whole encoded text of which the range is a part. */
function encodedRun(text: string, { start, end }: Range): Range {
  let first = start
  let last = end
  while (first > 0 && isOfBase64(text.charCodeAt(first - 1))) first -= 1
  while (last < text.length && isOfBase64(text.charCodeAt(last))) last += 1
  while (text[last] === '=') last += 1
  return { start: first, end: last }
}

const alphabet = new Set(
  Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_', (letter) =>
    letter.charCodeAt(0),
  ),
)

const isOfBase64 = (code: number): boolean => alphabet.has(code)

/** The lines that may have an escape. */
function* escapedLines(text: string): Generator<Range> {
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    if (mayBeEscaped(text.slice(start, end))) yield { start, end }
    start = end + 1
  }
}
