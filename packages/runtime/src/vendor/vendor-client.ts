import {
  isRepeatable,
  Problem,
  type Effect,
  type HttpRequest,
  type LimitObservation,
  type QueryValue,
  type SerializedProblem,
  type VendorAnswer,
} from '@patchbay/contract'
import type { Deadline } from '../calls/deadline.ts'
import type { Connection } from '../connections/connection.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { VendorMetrics } from '../telemetry/metrics.ts'
import { credentialsOf } from './authenticate-request.ts'
import { classifyByStatus } from './general-classification.ts'
import { readBody } from './read-body.ts'
import { requestHeaders } from './request-headers.ts'
import { mayRepeat, retryDelay, type RetryOptions } from './retry-policy.ts'
import { AttemptFailed, type Transport, type WireRequest } from './transport.ts'

/** What one operation call carries through its vendor requests. */
export interface VendorCall {
  /** Of the operation; a request may state its own. */
  readonly effect: Effect
  readonly deadline: Deadline
  /** Counted up by each attempt. */
  attempts: number
  /** Set once a request that must not be repeated may have had its effect. */
  mayHaveActed: boolean
  observe(observations: Readonly<Record<string, LimitObservation>>): void
}

/** The way from one connection to its vendor. */
export interface VendorClient {
  /** Rejects with a `Problem` for everything but an answer that counts as success. */
  request(request: HttpRequest, call: VendorCall): Promise<VendorAnswer>
}

export interface VendorClientParts {
  readonly host: ConnectorHost
  readonly transport: Transport
  readonly retry: RetryOptions
  metrics(origin: string): VendorMetrics
  readonly random: () => number
  readonly now: () => number
}

const pathPattern = /^\/[\x21-\x7e]*$/
const jsonType = { 'content-type': 'application/json' }
// Encodings are declined: a few hundred bytes of one can unfold into gigabytes.
const defaultHeaders = {
  accept: 'application/json',
  'accept-encoding': 'identity',
  'user-agent': 'patchbay',
}

export function createVendorClient(connection: Connection, parts: VendorClientParts): VendorClient {
  const { host, transport, retry, random, now } = parts
  const authentication = credentialsOf(connection.authentication, connection.credentials)
  const commonHeaders = { ...defaultHeaders, ...authentication.headers }
  const jsonHeaders = { ...commonHeaders, ...jsonType }
  const fixedJsonHeaders = { ...authentication.headers, ...jsonType }
  const credentialQuery = queryOf(authentication.query)
  const [defaultOrigin = ''] = host.description.origins
  const metrics = new Map(Object.keys(connection.origins).map((origin) => [origin, parts.metrics(origin)]))

  const withQuery = (path: string, query: HttpRequest['query']): string => {
    const own = query === undefined ? '' : queryOf(query)
    if (own === '' && credentialQuery === '') return path
    return `${path}?${own}${own !== '' && credentialQuery !== '' ? '&' : ''}${credentialQuery}`
  }

  const toWire = (request: HttpRequest, originId: string): WireRequest => {
    const origin = Object.hasOwn(connection.origins, originId) ? connection.origins[originId] : undefined
    if (origin === undefined)
      throw new Problem('internal', { detail: `The connector has no origin "${originId}".` })
    if (!pathPattern.test(request.path) || /[?#]/.test(request.path)) {
      throw new Problem('internal', {
        detail: 'The connector built a path that is not an encoded absolute path.',
      })
    }
    const hasBody = request.json !== undefined
    const common = hasBody ? jsonHeaders : commonHeaders
    return {
      origin,
      method: request.method,
      path: withQuery(request.path, request.query),
      headers:
        request.headers === undefined
          ? common
          : requestHeaders(
              defaultHeaders,
              request.headers,
              hasBody ? fixedJsonHeaders : authentication.headers,
            ),
      body: hasBody ? JSON.stringify(request.json) : null,
    }
  }

  const nameOf = (answer: VendorAnswer, named: SerializedProblem | undefined): Problem | undefined =>
    named === undefined ? classifyByStatus(answer, now()) : Problem.deserialize(named)

  /** What the answer means; undefined if it is a success. Without promises where the host needs none. */
  const readAnswer = (
    answer: VendorAnswer,
    call: VendorCall,
  ): Problem | undefined | Promise<Problem | undefined> => {
    const learned = host.learn(answer)
    const classified = host.classify(answer)
    if (learned instanceof Promise || classified instanceof Promise) {
      return Promise.all([learned, classified]).then(([observations, named]) => {
        if (observations !== undefined) call.observe(observations)
        return nameOf(answer, named)
      })
    }
    if (learned !== undefined) call.observe(learned)
    return nameOf(answer, classified)
  }

  const attempt = async (wire: WireRequest, deadline: Deadline): Promise<VendorAnswer | AttemptFailed> => {
    try {
      return readBody(await transport.send(wire, deadline))
    } catch (error) {
      if (error instanceof AttemptFailed) return error
      if (Problem.is(error)) return new AttemptFailed(error, true)
      throw error
    }
  }

  return {
    async request(request, call) {
      const { deadline } = call
      const effect = request.effect ?? call.effect
      const originId = request.origin ?? defaultOrigin
      const wire = toWire(request, originId)
      const counters = metrics.get(originId)
      for (let tries = 1; ; tries += 1) {
        call.attempts += 1
        const begun = performance.now()
        const outcome = await attempt(wire, deadline)
        let problem: Problem | undefined
        let wasSent = true
        if (outcome instanceof AttemptFailed) {
          ;({ problem, wasSent } = outcome)
        } else {
          try {
            const read = readAnswer(outcome, call)
            problem = read instanceof Promise ? await read : read
          } catch (error) {
            // A connector that cannot read the answer leaves open what it says.
            if (!isRepeatable(effect)) call.mayHaveActed = true
            throw error
          }
          if (problem === undefined) {
            counters?.attempted('ok', (performance.now() - begun) / 1_000)
            if (!isRepeatable(effect)) call.mayHaveActed = true
            return outcome
          }
        }
        counters?.attempted(problem.code, (performance.now() - begun) / 1_000)

        const isOver = tries >= retry.attempts || deadline.reason !== undefined
        if (!isOver && mayRepeat(effect, problem, wasSent)) {
          const delay = retryDelay(tries, problem, retry, random)
          if (delay < deadline.left) {
            counters?.retried()
            await deadline.sleep(delay)
            continue
          }
        }
        if (wasSent && !isRepeatable(effect) && isInconclusive(problem)) call.mayHaveActed = true
        throw problem
      }
    },
  }
}

/** Whether the problem leaves open if the vendor acted. A clear refusal proves that it did not. */
export function isInconclusive({ code }: Problem): boolean {
  return code === 'vendor_error' || code === 'vendor_timeout' || code === 'cancelled' || code === 'internal'
}

function queryOf(values: Readonly<Record<string, QueryValue>>): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  }
  return pairs.join('&')
}
