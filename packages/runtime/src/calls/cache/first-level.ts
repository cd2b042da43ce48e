import { LRUCache } from 'lru-cache'
import type { Answer } from './answer.ts'

export interface FirstLevelOptions {
  /** Most bytes of all answers together. */
  readonly bytes: number
  /** Most bytes of one. */
  readonly entryBytes: number
}

/** The answers that this instance holds itself, bounded by their size. */
export class FirstLevel {
  readonly #answers: LRUCache<string, Answer>
  readonly entryBytes: number

  constructor({ bytes, entryBytes }: FirstLevelOptions) {
    this.entryBytes = Math.min(bytes, entryBytes)
    this.#answers = new LRUCache({ maxSize: bytes, maxEntrySize: this.entryBytes })
  }

  get size(): number {
    return this.#answers.size
  }

  get bytes(): number {
    return this.#answers.calculatedSize
  }

  /** Undefined also where it is obsolete or of no use any more; it is then let go. */
  get(key: string, stamp: number, now: number): Answer | undefined {
    const answer = this.#answers.get(key)
    if (answer === undefined) return undefined
    if (answer.stamp === stamp && now - answer.at < answer.usefulFor) return answer
    this.#answers.delete(key)
    return undefined
  }

  /** What is there, of use or not. */
  peek(key: string): Answer | undefined {
    return this.#answers.peek(key)
  }

  set(key: string, answer: Answer): void {
    this.#answers.set(key, answer, { size: answer.size + key.length })
  }

  delete(key: string): void {
    this.#answers.delete(key)
  }

  /** Lets go of every answer whose key is of this scope. */
  forget(scope: string): void {
    const start = `${scope} `
    for (const key of this.#answers.keys()) if (key.startsWith(start)) this.#answers.delete(key)
  }

  clear(): void {
    this.#answers.clear()
  }
}
