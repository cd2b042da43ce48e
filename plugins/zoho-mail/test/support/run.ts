import {
  Problem,
  type CallContext,
  type Effect,
  type Http,
  type HttpRequest,
  type Operation,
  type Static,
  type TObject,
  type TSchema,
  type VendorAnswer,
  type Warning,
} from '@patchbay/contract'
import { vendor, type ZohoConfig } from '../../src/vendor.ts'
import type { ZohoOrigin } from '../../src/wire/ask.ts'
import type { Zoho } from './zoho.ts'

type ZohoVendor = typeof vendor

/** What an operation answered, and what it said beside it. */
export interface Outcome<Output> {
  readonly data: Output
  readonly warnings: readonly Warning[]
  readonly next: string | undefined
  readonly isPartial: boolean
  readonly requests: ReadonlyArray<{
    readonly method: string
    readonly path: string
    readonly query: HttpRequest['query']
    readonly json: unknown
    readonly effect: Effect
  }>
}

export interface RunOptions {
  readonly config?: ZohoConfig
  readonly idempotencyKey?: string
  readonly unknownFor?: number
  /** Which of the seeded consents. */
  readonly consent?: number
}

const usualConfig: ZohoConfig = {
  accountId: '4845214000000008002',
  fromAddress: 'mara@fernhill.example',
  organizationId: '60021435512',
  allowExpunge: true,
  allowForwarding: true,
}

/**
 * Runs an operation by itself against the emulator: one attempt per request, no retries, no limits. What the runtime makes
 * of it is the acceptance suite's to show.
 */
export async function run<I extends TObject, O extends TSchema>(
  zoho: Zoho,
  operation: Operation<ZohoVendor, I, O>,
  input: Static<I>,
  { config = usualConfig, idempotencyKey = 'a-key-of-a-test', unknownFor, consent }: RunOptions = {},
): Promise<Outcome<Static<O>>> {
  const warnings: Warning[] = []
  const requests: Array<Outcome<unknown>['requests'][number]> = []
  let next: string | undefined
  let isPartial = false
  const request = async (sent: HttpRequest): Promise<VendorAnswer<never>> => {
    const { method, path, query, json, effect = operation.effect } = sent
    requests.push({ method, path, query, json, effect })
    return (await send(zoho, sent, zoho.token(consent))) as VendorAnswer<never>
  }
  const http: Http<ZohoOrigin> = {
    get: (path, options) => request({ ...options, method: 'GET', path }),
    post: (path, options) => request({ ...options, method: 'POST', path }),
    request: (sent) => request(sent),
  }
  const context: CallContext<Static<I>, ZohoConfig, ZohoOrigin> = {
    input,
    config,
    http,
    idempotencyKey: operation.effect === 'read' ? undefined : idempotencyKey,
    unknownFor,
    now: zoho.time(),
    signal: new AbortController().signal,
    log: { debug() {}, info() {}, warn() {} },
    progress() {},
    ask: () => Promise.reject(new Error('there is nobody to ask')),
    canAsk: () => false,
    report: {
      warning: (warning) => void warnings.push(warning),
      next: (cursor) => {
        next = cursor
      },
      partial: () => {
        isPartial = true
      },
    },
    limits: async () => ({}),
    transform: async (transform, value) => transform.run(structuredClone(value)),
  }
  const data = await operation.run(context)
  return { data, warnings, next, isPartial, requests }
}

async function send(zoho: Zoho, sent: HttpRequest, token: string): Promise<VendorAnswer> {
  const { method, path, query = {}, json, multipart } = sent
  const url = new URL(path, zoho.host.url)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const form = new FormData()
  for (const { name, value, filename, type } of multipart ?? [])
    form.append(
      name,
      new Blob([value as string | Uint8Array<ArrayBuffer>], type === undefined ? {} : { type }),
      filename,
    )
  const body = multipart !== undefined ? form : json === undefined ? null : JSON.stringify(json)
  const headers = { authorization: `Zoho-oauthtoken ${token}` }
  const response = await fetch(url, { method, body, headers }).catch((cause: unknown) => {
    throw new Problem('vendor_error', { detail: 'The connection to the vendor failed.', cause })
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const given = Object.fromEntries(response.headers)
  const answer = { status: response.status, headers: given, body: bodyOf(response, bytes) }
  const problem = vendor.classify?.(answer, { method, origin: 'mail', path, query })
  if (problem !== undefined) throw problem
  if (!response.ok) throw new Problem('vendor_error', { upstream: { status: answer.status } })
  return answer
}

/** As the runtime gives it where bytes were asked for: unread, if it is a success. */
function bodyOf({ ok, headers }: Response, bytes: Uint8Array): unknown {
  if (ok) return bytes
  const text = new TextDecoder().decode(bytes)
  return headers.get('content-type')?.includes('json') === true ? (JSON.parse(text) as unknown) : text
}
