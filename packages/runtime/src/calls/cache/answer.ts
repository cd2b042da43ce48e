import type { Warning } from '@patchbay/contract'
import { weakTag } from '../entity-tag.ts'

/** The part of an answer's meta that is the same for all answers of an operation over a connection. */
export interface AnswerPlace {
  readonly connector: string
  readonly operation: string
  readonly connection: string
  readonly source: 'live' | 'mock'
}

/** What makes an answer what it is, whoever asks for it and however often. */
export interface AnswerParts {
  /** As JSON. */
  readonly data: string
  readonly next?: string | undefined
  readonly partial?: true | undefined
  readonly warnings?: readonly Warning[] | undefined
  /** Milliseconds since 1970 when the vendor had given it. */
  readonly at: number
  /** Milliseconds from then on: how long it is fresh, and how long it may be served stale, at once or for a failure. */
  readonly freshFor: number
  readonly staleFor: number
  readonly standsInFor: number
}

/** Bytes of what is kept beside the data: this object, its key, its texts. */
const overhead = 1_024

/** Characters. Longer texts cost more to encode for each reply than bytes to copy; shorter ones cost less. */
const longestText = 32_768

/** An answer of a vendor, which may be given to several calls. */
export class Answer implements AnswerParts {
  readonly place: AnswerPlace
  readonly data: string
  readonly next: string | undefined
  readonly partial: true | undefined
  readonly warnings: readonly Warning[] | undefined
  readonly at: number
  readonly freshFor: number
  readonly staleFor: number
  readonly standsInFor: number
  /** The state of its tags when the vendor was asked. Once they have moved on, it is obsolete. */
  readonly stamp: number
  /** Milliseconds since 1970 until which nobody else need be asked whether it is still there. */
  trustedUntil = Infinity
  /** Milliseconds since 1970 before which it is not refreshed in the background again. */
  refreshFrom = 0
  #tag: string | undefined
  #head: string | Buffer | undefined

  constructor(place: AnswerPlace, parts: AnswerParts, stamp: number) {
    this.place = place
    this.data = parts.data
    this.next = parts.next
    this.partial = parts.partial
    this.warnings = parts.warnings
    this.at = parts.at
    this.freshFor = parts.freshFor
    this.staleFor = parts.staleFor
    this.standsInFor = parts.standsInFor
    this.stamp = stamp
  }

  /** Milliseconds for which it is of any use. */
  get usefulFor(): number {
    return this.freshFor + Math.max(this.staleFor, this.standsInFor)
  }

  /** Bytes that it occupies, roughly. */
  get size(): number {
    return Buffer.byteLength(this.data) + overhead
  }

  get tag(): string {
    return (this.#tag ??= weakTag(this.data, this.next))
  }

  /** The envelope up to the value of `requestId`, whose quotation mark is open; all that each call adds comes behind it. */
  get head(): string | Buffer {
    if (this.#head === undefined) {
      const { place, next, partial, warnings } = this
      const meta = JSON.stringify({ ...place, next, partial, warnings, requestId: '' })
      const bytes = Buffer.from(`{"data":${this.data},"meta":${meta.slice(0, -2)}`)
      this.#head = bytes.length > longestText ? bytes : bytes.toString()
    }
    return this.#head
  }
}
