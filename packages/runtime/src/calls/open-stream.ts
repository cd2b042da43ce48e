import { Problem, type StreamItem, type StreamPart } from '@patchbay/contract'
import type { Connection } from '../connections/connection.ts'
import { blameConnection } from './blame-connection.ts'
import type { CallMeta } from './call-result.ts'
import type { Call } from './call.ts'
import { Deadline } from './deadline.ts'
import { CallFailure, noteDrift, type PerformParts } from './perform.ts'
import { RunningCall } from './running-call.ts'

/** The answer of a streamed operation, whose first part is there. */
export interface CallStream {
  /**
   * Whole lines of JSON, a part at a time. The last one holds `meta`, or the `problem` that the stream ended with. To be
   * read to its end, or ended by `return`; it never throws.
   */
  readonly lines: AsyncGenerator<string | Uint8Array, void, void>
  /** What is known beside the items by now. */
  readonly meta: CallMeta
  /** Tells once that the caller has not taken a part in time. Nothing more can be told to such a caller. */
  onStalled(listener: () => void): void
}

/** Who is told how a stream has ended. Called once for each stream. */
export interface StreamEnd {
  succeeded(attempts: number): void
  /** The problem that the caller is told, and its text as JSON in one line. */
  failed(error: unknown): string
}

/** Opens the stream of a call that was let through. Rejects with a `CallFailure` if there is no first part. */
export type OpenStream = (call: Call, connection: Connection, end: StreamEnd) => Promise<CallStream>

export function createStreams({ log, clientOf, terms, now, onDrift }: PerformParts): OpenStream {
  return async (call, connection, end) => {
    const { operation, input } = call
    const { description, connector } = operation
    const { host } = connector
    const { config } = connection
    const deadline = new Deadline(call.timeout ?? operation.timeout)
    const running = new RunningCall(call, deadline, connection, clientOf(host, connection), log)
    const failure = (error: unknown): CallFailure =>
      new CallFailure(blameConnection(error), call, deadline.reason, running)
    let parts: AsyncIterator<StreamPart<unknown>> | undefined
    let isOpen = true
    const close = (): void => {
      if (!isOpen) return
      isOpen = false
      // It may be waiting for something that the end of the call does not end; nobody waits for that.
      parts?.return?.().catch(() => undefined)
      deadline.end()
      connection.calls.remove(deadline)
      running.measure()
      terms.of(call.principal, operation).usage.spent(running.attempts, running.meta.cost)
    }

    connection.calls.add(deadline)
    call.attend(deadline)
    try {
      if (deadline.reason !== undefined) throw deadline.reason
      if (operation.hasCost) running.predict(await host.cost(description.id, input, config))
      parts = host
        .stream({ operation: description.id, input, config, idempotencyKey: undefined, now: now() }, running)
        [Symbol.asyncIterator]()
      const first = await deadline.within(parts.next())
      let hasDrifted = false
      const check = (item: unknown): void => {
        const drift = noteDrift(operation, item, running)
        // Told once: it is one answer, however many of its items do not fit.
        if (drift === undefined || hasDrifted) return
        hasDrifted = true
        onDrift?.(call, drift, running.attempts)
      }
      const stream = new RunningStream({ check, deadline, running, parts, first, end, close, failure })
      return {
        lines: stream.lines(),
        meta: running.meta,
        onStalled: (listener) => stream.onStalled(listener),
      }
    } catch (error) {
      const failed = failure(error)
      deadline.abort(failed.problem)
      close()
      throw failed
    }
  }
}

interface RunningStreamParts {
  /** Looks whether an item fits. */
  readonly check: (item: unknown) => void
  readonly deadline: Deadline
  readonly running: RunningCall
  readonly parts: AsyncIterator<StreamPart<unknown>>
  readonly first: IteratorResult<StreamPart<unknown>>
  readonly end: StreamEnd
  readonly close: () => void
  readonly failure: (error: unknown) => CallFailure
}

class RunningStream {
  readonly #parts: RunningStreamParts
  #isWaitingForCaller = true
  #isBegun = false
  #isSettled = false
  #items = 0

  constructor(parts: RunningStreamParts) {
    this.#parts = parts
    // A generator that nobody has begun to read does nothing when it is ended.
    parts.deadline.onAbort(() => {
      if (!this.#isBegun) this.#abandon()
    })
  }

  /** The caller is gone, or takes nothing. */
  #abandon(): void {
    if (this.#isSettled) return
    this.#isSettled = true
    const { deadline, end, close, failure } = this.#parts
    const left = new Problem('cancelled', { detail: 'The caller did not take the whole answer.' })
    deadline.abort(left)
    end.failed(failure(left))
    close()
  }

  onStalled(listener: () => void): void {
    this.#parts.deadline.onAbort(() => {
      if (this.#isWaitingForCaller) listener()
    })
  }

  async *lines(): AsyncGenerator<string | Uint8Array, void, void> {
    const { deadline, running, parts, first, end, close, failure } = this.#parts
    this.#isBegun = true
    try {
      for (let step = first; step.done !== true; step = await this.#next(parts)) {
        if (this.#isSettled) return
        yield this.#textOf(step.value)
        deadline.renew()
        if (deadline.reason !== undefined) throw deadline.reason
      }
      // Before the last line is taken: whoever does not take it holds nothing but a socket.
      this.#isSettled = true
      end.succeeded(running.attempts)
      close()
      yield lastLine(running.meta, this.#items)
    } catch (error) {
      this.#isSettled = true
      this.#isWaitingForCaller = false // who is still there, and is told
      const failed = failure(error)
      deadline.abort(failed.problem)
      const text = end.failed(failed)
      close()
      yield `{"problem":${text}}\n`
    } finally {
      this.#abandon()
    }
  }

  async #next(parts: AsyncIterator<StreamPart<unknown>>): Promise<IteratorResult<StreamPart<unknown>>> {
    this.#isWaitingForCaller = false
    try {
      return await this.#parts.deadline.within(parts.next())
    } finally {
      this.#parts.deadline.renew()
      this.#isWaitingForCaller = true
    }
  }

  #textOf(part: StreamPart<unknown>): string | Uint8Array {
    if ('lines' in part) {
      this.#items += part.count
      return part.lines
    }
    this.#items += part.length
    const { check } = this.#parts
    return part.map((item) => lineOf(item, check)).join('')
  }
}

function lineOf({ data, cursor }: StreamItem<unknown>, check: RunningStreamParts['check']): string {
  check(data)
  return `{"data":${JSON.stringify(data ?? null)},"cursor":${JSON.stringify(cursor)}}\n`
}

const lastLine = (meta: CallMeta, items: number): string =>
  `${JSON.stringify({ meta: { ...meta, items } })}\n`
