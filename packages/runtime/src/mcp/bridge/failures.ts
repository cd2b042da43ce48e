import { isMessage, isRecord, type Message, type MessageId } from './message.ts'

/** Nothing answers at the address of the server. */
export class Unreachable extends Error {
  constructor(origin: string, cause: unknown) {
    super(`Nothing answers at ${origin} (${reasonOf(cause)}).`, { cause })
  }
}

/** The server was reached, and its answer ended before it was complete. */
export class Broken extends Error {
  constructor() {
    super('The connection to the server ended before the answer was there.')
  }
}

/** The server was reached and did not take the message. */
export class Refusal extends Error {
  readonly status: number
  /** The body, if it is JSON. */
  readonly body: unknown
  readonly keyOrigin: string

  constructor(origin: string, status: number, text: string, keyOrigin: string) {
    super(`${origin} answered ${status}.`)
    this.status = status
    this.keyOrigin = keyOrigin
    try {
      this.body = JSON.parse(text)
    } catch {
      this.body = undefined
    }
  }
}

/** Of the codes that JSON-RPC leaves to servers; the official SDK closes connections with the same one. */
const connectionCode = -32_000

/** What a client is told in place of an answer: what happened and what to do. Never carries the key. */
export function failureAnswer(id: MessageId, error: unknown): Message {
  if (error instanceof Refusal && isMessage(error.body) && isRecord(error.body['error'])) {
    return { jsonrpc: '2.0', id, error: error.body['error'] }
  }
  const { message, data } = explain(error)
  return { jsonrpc: '2.0', id, error: { code: connectionCode, message, data } }
}

interface Explanation {
  readonly message: string
  readonly data: Readonly<Record<string, unknown>>
}

export function explain(error: unknown): Explanation {
  if (error instanceof Unreachable) {
    return said(
      error.message,
      'unreachable',
      'Start it with `patchbay start`, or set PATCHBAY_URL to a running server; then ask again. No restart of this client is needed.',
      true,
    )
  }
  if (error instanceof Broken) {
    return said(
      error.message,
      'unreachable',
      'A read can be asked again. Look whether a write was done before you repeat it.',
      true,
    )
  }
  if (error instanceof Refusal) return explainRefusal(error)
  return said(error instanceof Error ? error.message : String(error), 'internal', 'Ask again.', false)
}

function explainRefusal({ status, body, keyOrigin, message }: Refusal): Explanation {
  const problem = isRecord(body) ? body : {}
  const { code, detail, advice, retryable, retryAfter } = problem
  if (status === 401) {
    return said(
      'The server does not know the key.',
      'unauthenticated',
      `Put a valid key into ${keyOrigin} and start this client again.`,
      false,
    )
  }
  if (typeof code === 'string' && typeof detail === 'string') {
    const explanation = said(detail, code, typeof advice === 'string' ? advice : '', retryable === true)
    return typeof retryAfter === 'number'
      ? { ...explanation, data: { ...explanation.data, retryAfter } }
      : explanation
  }
  return said(
    `${message} That is no answer of Patchbay's MCP.`,
    'unreachable',
    status === 404
      ? 'Let PATCHBAY_URL name a Patchbay server on which ENABLE_MCP is not false.'
      : 'Look at the log of the server, and at what stands between it and this machine.',
    status >= 500,
  )
}

const said = (what: string, code: string, advice: string, isRetryable: boolean): Explanation => ({
  message: advice === '' ? what : `${what} ${advice}`,
  data: { code, advice, retryable: isRetryable },
})

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}
