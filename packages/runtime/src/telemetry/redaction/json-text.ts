import type { Range } from './ranges.ts'

/** A part of a JSON text that can be replaced, and whether it is part of a string or a whole number or literal. */
export interface JsonPart extends Range {
  readonly kind: 'string' | 'literal'
}

const literal = /^[\w+.-]$/

/** How long the escape is that begins here. */
const escapeLength = (json: string, place: number): number => (json[place + 1] === 'u' ? 6 : 2)

/**
 * What has to be replaced so that the range is gone and the JSON is JSON still: never half an escape, never part of a
 * number. Undefined if the range is not within one value, so that it only looks like what was searched for. Each line
 * is a JSON text of its own.
 */
export function replaceablePart(json: string, { start, end }: Range): JsonPart | undefined {
  let isInString = false
  let first = json.lastIndexOf('\n', start - 1) + 1
  while (first < start) {
    const isEscape = isInString && json[first] === '\\'
    if (json[first] === '"') isInString = !isInString
    const next = first + (isEscape ? escapeLength(json, first) : 1)
    if (next > start) break
    first = next
  }
  return isInString ? partOfString(json, { start: first, end }) : wholeLiteral(json, { start, end })
}

function partOfString(json: string, { start, end }: Range): JsonPart | undefined {
  let last = start
  while (last < end) {
    if (json[last] === '"' || json[last] === '\n') return undefined
    last += json[last] === '\\' ? escapeLength(json, last) : 1
  }
  return { kind: 'string', start, end: last }
}

function wholeLiteral(json: string, { start, end }: Range): JsonPart | undefined {
  for (let place = start; place < end; place += 1) if (!literal.test(json.charAt(place))) return undefined
  let first = start
  let last = end
  while (literal.test(json.charAt(first - 1))) first -= 1
  while (literal.test(json.charAt(last))) last += 1
  return { kind: 'literal', start: first, end: last }
}
