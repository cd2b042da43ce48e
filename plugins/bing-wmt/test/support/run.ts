import {
  Bytes,
  Problem,
  type CallContext,
  type Effect,
  type Http,
  type HttpRequest,
  type Operation,
  type OriginOf,
  type Static,
  type TObject,
  type TSchema,
  type VendorAnswer,
  type Warning,
} from '@patchbay/contract'
import { vendor } from '../../src/vendor.ts'
import { seededKey } from '../../src/emulator/state.ts'
import { now, type Bing } from './bing.ts'

type BingVendor = typeof vendor
type Config = Static<BingVendor['config']>

/** What an operation answered, and what it said beside it. */
export interface Outcome<Output> {
  readonly data: Output
  readonly warnings: readonly Warning[]
  readonly next: string | undefined
  readonly isPartial: boolean
  readonly requests: ReadonlyArray<{ readonly path: string; readonly effect: Effect }>
}

/**
 * Runs an operation by itself against the emulator: one attempt per request, no retries, no limits. What the
 * runtime makes of it is the acceptance suite's to show.
 */
export async function run<I extends TObject, O extends TSchema>(
  bing: Bing,
  operation: Operation<BingVendor, I, O>,
  input: Static<I>,
  config: Config = {},
): Promise<Outcome<Static<O>>> {
  const warnings: Warning[] = []
  const requests: Array<{ path: string; effect: Effect }> = []
  let next: string | undefined
  let isPartial = false
  const request = async (sent: Sent): Promise<VendorAnswer<never>> => {
    requests.push({ path: sent.path, effect: sent.effect ?? operation.effect })
    return (await send(bing, sent)) as VendorAnswer<never>
  }
  const http: Http<OriginOf<BingVendor>> = {
    get: (path, options) => request({ ...options, method: 'GET', path }),
    post: (path, options) => request({ ...options, method: 'POST', path }),
    request: (sent) => request(sent),
  }
  const context: CallContext<Static<I>, Config, OriginOf<BingVendor>> = {
    input,
    config,
    http,
    now,
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

type Sent = HttpRequest & { readonly response: TSchema }

async function send(bing: Bing, sent: Sent): Promise<VendorAnswer> {
  const { method, origin = 'api', path, query = {}, json } = sent
  const url = new URL(path, bing.host.url)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value))
  if (sent.credentials !== 'omit') url.searchParams.set('apikey', seededKey)
  const body = json === undefined ? null : JSON.stringify(json)
  const response = await fetch(url, { method, body }).catch((cause: unknown) => {
    throw new Problem('vendor_error', { detail: 'The connection to the vendor failed.', cause })
  })
  const { status } = response
  const headers = Object.fromEntries(response.headers)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const isUnread = sent.response === Bytes && response.ok
  const answer = { status, headers, body: isUnread ? bytes : read(new TextDecoder().decode(bytes)) }
  const problem = vendor.classify?.(answer, { method, origin, path, query })
  if (problem !== undefined) throw problem
  if (status === 404) throw new Problem('not_found', { upstream: { status } })
  if (!response.ok) throw new Problem('vendor_error', { upstream: { status } })
  return answer
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
