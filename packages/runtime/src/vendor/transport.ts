import { Problem, type HttpMethod } from '@patchbay/contract'
import { Pool, type Dispatcher } from 'undici'
import type { Deadline } from '../calls/deadline.ts'
import type { EgressPolicy } from '../connections/egress-policy.ts'
import { guardedConnector, internet, openConnector, type Network } from './guarded-connector.ts'

export interface TransportOptions {
  /** Origins that may lead to any address; every other one must be https to a public address. */
  readonly egress: EgressPolicy
  /** Default: the system's resolver, and the addresses of the open internet. */
  readonly network?: Network
  /** Milliseconds. */
  readonly connectTimeout: number
  /** Milliseconds without a byte from the vendor, connecting included, until an attempt is given up. */
  readonly silence: number
  readonly maxBytes: number
  readonly socketsPerOrigin: number
}

// Of all headers of an answer together.
const maxHeaderBytes = 16_384

// Answers with a status below 200, which may come before the one that counts.
const maxInterim = 20

export interface WireRequest {
  readonly origin: string
  readonly method: HttpMethod
  /** With the query. May hold a credential: never log it. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** An attempt that brought no answer. */
export class AttemptFailed extends Error {
  readonly problem: Problem
  /** Whether any of the request was written. If not, the vendor cannot have acted on it. */
  readonly wasSent: boolean

  constructor(problem: Problem, wasSent: boolean) {
    super(problem.message, { cause: problem.cause })
    this.name = 'AttemptFailed'
    this.problem = problem
    this.wasSent = wasSent
  }
}

/** Sends single attempts over pooled, kept-alive sockets. */
export interface Transport {
  /** Rejects with `AttemptFailed`. */
  send(request: WireRequest, deadline: Deadline): Promise<WireAnswer>
  close(): Promise<void>
}

export function createTransport(options: TransportOptions): Transport {
  const pools = new Map<string, Pool>()
  const { egress, connectTimeout, network = internet } = options
  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin)
    if (pool === undefined) {
      pool = new Pool(origin, {
        connections: options.socketsPerOrigin,
        connect: egress.allows(origin)
          ? openConnector(connectTimeout, network)
          : guardedConnector(origin, connectTimeout, network),
        maxHeaderSize: maxHeaderBytes,
        // Time is kept by the attempt itself, whose one timer covers every phase; undici's timers tick in seconds.
        headersTimeout: 0,
        bodyTimeout: 0,
      })
      pools.set(origin, pool)
    }
    return pool
  }
  return {
    send: (request, deadline) =>
      new Promise((resolve, reject) => {
        if (deadline.reason !== undefined) {
          reject(new AttemptFailed(deadline.reason, false))
          return
        }
        const { method, path, headers, body } = request
        const attempt = new Attempt(options, deadline, resolve, reject)
        poolOf(request.origin).dispatch({ method, path, headers, body }, attempt)
      }),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}

/** One request on its way, as undici's dispatcher sees it. */
class Attempt implements Dispatcher.DispatchHandler {
  readonly #options: TransportOptions
  readonly #deadline: Deadline
  readonly #resolve: (answer: WireAnswer) => void
  readonly #reject: (reason: AttemptFailed) => void
  readonly #timer: NodeJS.Timeout
  readonly #onAbort = (reason: Problem): void => this.#fail(reason)
  #controller: Dispatcher.DispatchController | undefined
  #wasSent = false
  #isSettled = false
  #status = 0
  #headers: Record<string, string> = {}
  #chunks: Buffer[] = []
  #size = 0
  #interim = 0

  constructor(
    options: TransportOptions,
    deadline: Deadline,
    resolve: (answer: WireAnswer) => void,
    reject: (reason: AttemptFailed) => void,
  ) {
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
    if (this.#isSettled) {
      controller.abort(new Error('given up before a socket was free'))
      return
    }
    this.#controller = controller
    this.#wasSent = true
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
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
    for (const name in headers) {
      const value = headers[name]
      if (value !== undefined) this.#headers[name] = typeof value === 'string' ? value : value.join(', ')
    }
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
    const [first] = this.#chunks
    const body = first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks)
    this.#resolve({ status: this.#status, headers: this.#headers, body })
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.#fail(networkProblem(error))
  }

  #fail(problem: Problem): void {
    if (!this.#settle()) return
    this.#chunks = []
    this.#reject(new AttemptFailed(problem, this.#wasSent))
    this.#controller?.abort(problem)
  }

  #settle(): boolean {
    if (this.#isSettled) return false
    this.#isSettled = true
    clearTimeout(this.#timer)
    this.#deadline.offAbort(this.#onAbort)
    return true
  }
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
