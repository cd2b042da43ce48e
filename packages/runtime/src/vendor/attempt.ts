import { Problem } from '@patchbay/contract'
import type { Dispatcher } from 'undici'
import type { Deadline } from '../calls/deadline.ts'
import type { Lane } from './lane.ts'
import { AttemptFailed, type WireAnswer } from './wire.ts'

export interface AttemptOptions {
  /** Milliseconds without a byte from the vendor, connecting included, until an attempt is given up. */
  readonly silence: number
  readonly maxBytes: number
}

type IncomingHeaders = Record<string, string | string[] | undefined>

// Answers with a status below 200, which may come before the one that counts.
const maxInterim = 20

/** One request on its way, as undici's dispatcher sees it. */
export class Attempt implements Dispatcher.DispatchHandler {
  readonly #lane: Lane
  readonly #options: AttemptOptions
  readonly #deadline: Deadline
  readonly #resolve: (answer: WireAnswer) => void
  readonly #reject: (reason: AttemptFailed) => void
  readonly #timer: NodeJS.Timeout
  readonly #onAbort = (reason: Problem): void => this.#fail(reason)
  readonly #startedAt = performance.now()
  #controller: Dispatcher.DispatchController | undefined
  #wasSent = false
  #isSettled = false
  #isAborted = false
  #status = 0
  #headers: Record<string, string> = {}
  #chunks: Buffer[] = []
  #size = 0
  #interim = 0

  constructor(
    lane: Lane,
    options: AttemptOptions,
    deadline: Deadline,
    resolve: (answer: WireAnswer) => void,
    reject: (reason: AttemptFailed) => void,
  ) {
    this.#lane = lane
    this.#options = options
    this.#deadline = deadline
    this.#resolve = resolve
    this.#reject = reject
    this.#timer = setTimeout(() => {
      this.#fail(
        new Problem('vendor_timeout', { detail: `The vendor sent nothing for ${options.silence} ms.` }),
      )
    }, options.silence)
    deadline.onAbort(this.#onAbort)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#isSettled) this.#abort(new Error('given up before a socket was connected'))
    else this.#wasSent = true
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHeaders,
  ): void {
    if (status < 200) {
      this.#interim += 1
      if (this.#interim > maxInterim) {
        this.#fail(badAnswer(`The vendor sent more than ${maxInterim} interim answers.`, status))
      }
      return
    }
    this.#timer.refresh()
    this.#status = status
    this.#headers = withPlainValues(headers)
    const encoding = this.#headers['content-encoding']
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
      this.#fail(
        badAnswer(`The vendor answered in the encoding ${encoding}, which was not asked for.`, status),
      )
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#timer.refresh()
    this.#size += chunk.length
    if (this.#size > this.#options.maxBytes) {
      this.#fail(
        badAnswer(`The vendor's answer is larger than ${this.#options.maxBytes} bytes.`, this.#status),
      )
      return
    }
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (!this.#settle()) return
    this.#lane.release()
    const [first] = this.#chunks
    const body = first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks)
    this.#resolve({ status: this.#status, headers: this.#headers, body, startedAt: this.#startedAt })
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    // After an abort of ours this is only its echo, and the socket is still being closed.
    if (this.#isAborted) return
    this.#lane.release()
    if (this.#settle()) this.#reject(new AttemptFailed(networkProblem(error), this.#wasSent, this.#startedAt))
  }

  #fail(problem: Problem): void {
    if (!this.#settle()) return
    this.#chunks = []
    this.#reject(new AttemptFailed(problem, this.#wasSent, this.#startedAt))
    this.#abort(problem)
  }

  /** An attempt that has no socket yet keeps its place until undici has one for it, or fails to. */
  #abort(reason: Error): void {
    if (this.#controller === undefined) return
    this.#isAborted = true
    this.#lane.releaseAfterClose()
    this.#controller.abort(reason)
  }

  #settle(): boolean {
    if (this.#isSettled) return false
    this.#isSettled = true
    clearTimeout(this.#timer)
    this.#deadline.offAbort(this.#onAbort)
    return true
  }
}

/** Values that came in several lines as one; the object of the parser itself, where there are none. */
function withPlainValues(headers: IncomingHeaders): Record<string, string> {
  for (const name in headers) {
    const value = headers[name]
    if (typeof value !== 'string') headers[name] = value?.join(', ') ?? ''
  }
  return headers as Record<string, string>
}

const badAnswer = (detail: string, status: number): Problem =>
  new Problem('vendor_error', { detail, upstream: { status }, retryable: false })

const timeoutCodes = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'])

function networkProblem(error: Error): Problem {
  if (Problem.is(error)) return error
  const { code = 'unknown' } = error as NodeJS.ErrnoException
  return timeoutCodes.has(code)
    ? new Problem('vendor_timeout', { detail: 'The vendor could not be reached in time.', cause: error })
    : new Problem('vendor_error', { detail: `The connection to the vendor failed (${code}).`, cause: error })
}
