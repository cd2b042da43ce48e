import type { Warning } from '@patchbay/contract'
import { Answer, type AnswerPlace } from './answer.ts'

// Raised with each change of the form, so that instances of different versions don't misread each other.
const form = 1

interface RecordHead {
  readonly form: number
  readonly at: number
  readonly freshFor: number
  readonly staleFor: number
  readonly standsInFor: number
  readonly next?: string
  readonly warnings?: readonly Warning[]
}

const lineFeed = 0x0a

/** An answer as bytes: a line of JSON about it, then its data as they are. */
export function encodeAnswer({
  data,
  at,
  freshFor,
  staleFor,
  standsInFor,
  next,
  warnings,
}: Answer): Uint8Array {
  const head = { form, at, freshFor, staleFor, standsInFor, next, warnings }
  return Buffer.from(`${JSON.stringify(head)}\n${data}`)
}

/** The answer in the bytes; undefined if another version has written them. */
export function decodeAnswer(bytes: Uint8Array, place: AnswerPlace, stamp: number): Answer | undefined {
  const end = bytes.indexOf(lineFeed)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let head: Partial<RecordHead> | null
  try {
    head = JSON.parse(buffer.toString('utf8', 0, end)) as Partial<RecordHead> | null
  } catch {
    return undefined
  }
  if (head?.form !== form) return undefined
  const data = buffer.toString('utf8', end + 1)
  return new Answer(place, { ...(head as RecordHead), data }, stamp)
}
