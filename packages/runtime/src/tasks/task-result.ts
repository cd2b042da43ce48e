import { Problem } from '@patchbay/contract'
import { presentedNumber, type TaskContents } from './task-contents.ts'
import type { HeldTask, TaskLeases } from './task-leases.ts'

/** Characters of a part. */
const chunkSize = 262_144
/** Milliseconds after which what there is is written, so that little is lost with the instance. */
const writeEvery = 5_000

/** Another instance runs the task by now, and what this one does of it counts no more. */
export class TaskLost extends Error {
  constructor() {
    super('The task was taken by another instance.')
    this.name = 'TaskLost'
  }
}

/** Where a result stands that is written part by part. */
export interface ResultStart {
  /** Parts that are there. */
  readonly number: number
  /** Items that are in them. */
  readonly items: number
  /** Bytes that they take. */
  readonly size: number
}

/** Writes the result of a task: text that is added to, in parts that are sealed each. */
export class TaskResult {
  readonly #parts: { readonly leases: TaskLeases; readonly contents: TaskContents; readonly most: number }
  readonly #held: HeldTask
  #text = ''
  #writtenAt = performance.now()
  #number: number
  #items: number
  #size: number

  constructor(
    held: HeldTask,
    parts: { readonly leases: TaskLeases; readonly contents: TaskContents; readonly most: number },
    start: ResultStart = { number: 0, items: 0, size: 0 },
  ) {
    this.#held = held
    this.#parts = parts
    this.#number = start.number
    this.#items = start.items
    this.#size = start.size
  }

  /** Bytes, written and to be written. */
  get size(): number {
    return this.#size
  }

  /** Items so far. */
  get items(): number {
    return this.#items
  }

  /** Rejects with `too_large` if that is more than a result may be, and with a `TaskLost`. */
  async add(text: string, items = 0): Promise<void> {
    const size = Buffer.byteLength(text)
    if (this.#size + size > this.#parts.most) throw tooLarge(this.#parts.most)
    await this.end(text, items)
    if (this.#text.length >= chunkSize || performance.now() - this.#writtenAt > writeEvery) await this.flush()
  }

  /** The last words, for which there is always room. */
  async end(text: string, items = 0): Promise<void> {
    this.#size += Buffer.byteLength(text)
    this.#items += items
    this.#text += text
  }

  /** Keeps beside the result how it looks to a reader. */
  async present(content: string): Promise<void> {
    if (Buffer.byteLength(content) > this.#parts.most) return
    const sealed = await this.#parts.contents.sealChunk(this.#held.id, presentedNumber, content)
    await this.#parts.leases.addChunk(this.#held, { number: presentedNumber, items: 0, ...sealed })
  }

  /** Writes what is left to be written. */
  async flush(): Promise<void> {
    const { leases, contents } = this.#parts
    const text = this.#text
    this.#text = ''
    this.#writtenAt = performance.now()
    for (const part of partsOf(text)) {
      const sealed = await contents.sealChunk(this.#held.id, this.#number, part)
      const chunk = { number: this.#number, items: this.#items, ...sealed }
      if (!(await leases.addChunk(this.#held, chunk))) throw new TaskLost()
      this.#number += 1
    }
  }
}

/** Lines are kept whole where the text has some. */
function* partsOf(text: string): Generator<string, void, void> {
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + chunkSize, text.length)
    if (to < text.length) {
      const line = text.lastIndexOf('\n', to - 1) + 1
      if (line > from) to = line
      else if (isHighSurrogate(text.charCodeAt(to - 1))) to -= 1
    }
    yield text.slice(from, to)
    from = to
  }
}

const isHighSurrogate = (code: number): boolean => code >= 0xd8_00 && code <= 0xdb_ff

const tooLarge = (most: number): Problem =>
  new Problem('too_large', {
    detail: `The result is larger than the ${most} bytes that a task may keep.`,
    advice: 'Ask for less, or call the operation without a task.',
  })
