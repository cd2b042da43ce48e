import { LRUCache } from 'lru-cache'
import type { Transport } from './transport.ts'
import type { WireAnswer, WireRequest } from './wire.ts'

type Sending = Pick<Transport, 'send'>

/** Answers of vendors that a later request can ask about instead of fetching them again. */
export type ValidatedAnswers = LRUCache<string, Validated>

interface Validated {
  readonly answer: WireAnswer
  readonly conditions: Readonly<Record<string, string>>
}

/** Bytes of what is kept beside the body. */
const overhead = 1_024
// Seconds have no halves in these dates: what was changed in the second of its reading may have been changed again in it.
const settled = 2_000

export function createValidatedAnswers(maxBytes: number): ValidatedAnswers {
  return new LRUCache({
    maxSize: maxBytes,
    maxEntrySize: Math.ceil(maxBytes / 4),
    sizeCalculation: ({ answer }, key) => answer.body.byteLength + key.length + overhead,
  })
}

/** Lets go of every answer over a connection that is no more. */
export function forgetValidated(answers: ValidatedAnswers, connection: string): void {
  for (const key of answers.keys()) if (key.startsWith(`${connection} `)) answers.delete(key)
}

/**
 * Sends requests that say `mayRevalidate` with the validators of what the vendor has answered before (RFC 9110, 13.1),
 * and takes a 304 for that answer. It asks the vendor each time and decides nothing by itself. What is known of one
 * connection, by its key, is not known of another.
 */
export function revalidating({ send }: Sending, answers: ValidatedAnswers, connection: string): Sending {
  return {
    send(request, deadline) {
      if (request.mayRevalidate !== true || isConditional(request)) return send(request, deadline)
      const key = `${connection} ${request.origin}${request.path} ${JSON.stringify(request.headers)}`
      const known = answers.get(key)
      const asked =
        known === undefined ? request : { ...request, headers: { ...request.headers, ...known.conditions } }
      return send(asked, deadline).then((answer) => {
        if (known !== undefined && answer.status === 304) return confirmed(known.answer, answer, request)
        const conditions = conditionsOf(answer)
        if (conditions === undefined) answers.delete(key)
        else answers.set(key, { answer: withBodyOf(answer, request), conditions })
        return answer
      })
    },
  }
}

/** Whether the connector sees to it itself. */
const isConditional = ({ headers }: WireRequest): boolean =>
  headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined

/** What to ask with the next time; undefined if the answer is none to ask about. */
function conditionsOf({ status, headers }: WireAnswer): Record<string, string> | undefined {
  const { etag, date, 'last-modified': modified, 'cache-control': cacheControl } = headers
  if (status !== 200 || cacheControl?.includes('no-store')) return undefined
  if (etag !== undefined) return { 'if-none-match': etag }
  const age = Date.parse(date ?? '') - Date.parse(modified ?? '')
  return modified !== undefined && age >= settled ? { 'if-modified-since': modified } : undefined
}

/** The answer that was kept, with whatever else the vendor says now, such as what is left of a limit. */
function confirmed(kept: WireAnswer, { headers, startedAt }: WireAnswer, request: WireRequest): WireAnswer {
  const news = Object.entries(headers).filter(([name]) => !name.startsWith('content-'))
  return {
    ...withBodyOf(kept, request),
    headers: { ...kept.headers, ...Object.fromEntries(news) },
    ...(startedAt === undefined ? {} : { startedAt }),
  }
}

/** Bytes that are given on as such may move to another thread and be gone here. */
const withBodyOf = (answer: WireAnswer, { bodyAs }: WireRequest): WireAnswer =>
  bodyAs === 'bytes' ? { ...answer, body: Buffer.from(answer.body) } : answer
