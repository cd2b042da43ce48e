import {
  Problem,
  type CallContext,
  type ConfigOf,
  type Http,
  type HttpRequest,
  type Operation,
  type OriginOf,
  type Static,
  type StreamOperation,
  type StreamPart,
  type TObject,
  type TSchema,
  type VendorAnswer,
  type Warning,
} from '@patchbay/contract'
import { gsc } from '../../src/vendor.ts'
import { domain, type Gsc } from './gsc.ts'

type GscVendor = typeof gsc
type Config = ConfigOf<GscVendor>

/** What an operation answered, and what it said beside it. */
export interface Outcome<Output> {
  readonly data: Output
  readonly warnings: readonly Warning[]
  readonly next: string | undefined
  readonly isPartial: boolean
  readonly requests: readonly HttpRequest[]
}

interface Told {
  readonly warnings: Warning[]
  readonly requests: HttpRequest[]
  next: string | undefined
  isPartial: boolean
}

const usualConfig: Config = { siteUrl: domain }

/** Runs an operation by itself against the emulator: one attempt per request, no retries, no limits. */
export async function run<I extends TObject, O extends TSchema>(
  emulated: Gsc,
  operation: Operation<GscVendor, I, O>,
  input: Static<I>,
  config: Config = usualConfig,
): Promise<Outcome<Static<O>>> {
  const { context, told } = contextOf<Static<I>>(emulated, input, config)
  return { data: await operation.run(context), ...told }
}

/** Takes all of a stream, or its first lines. */
export async function take<I extends TObject & { properties: { cursor: TSchema } }, O extends TSchema>(
  emulated: Gsc,
  operation: StreamOperation<GscVendor, I, O>,
  input: Static<I>,
  most = Infinity,
): Promise<Outcome<ReadonlyArray<{ readonly data: Static<O>; readonly cursor: string }>>> {
  const { context, told } = contextOf<Static<I>>(emulated, input, usualConfig)
  const lines: Array<{ data: Static<O>; cursor: string }> = []
  for await (const part of operation.stream(context)) {
    lines.push(...itemsOf(part))
    if (lines.length >= most) break
  }
  return { data: lines.slice(0, most), ...told }
}

function itemsOf<Item>(part: StreamPart<Item>): Array<{ data: Item; cursor: string }> {
  if (!('lines' in part)) return [...part]
  return new TextDecoder()
    .decode(part.lines)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { data: Item; cursor: string })
}

function contextOf<Input>(emulated: Gsc, input: Input, config: Config) {
  const told: Told = { warnings: [], requests: [], next: undefined, isPartial: false }
  const request = async (
    sent: HttpRequest & { readonly response: TSchema },
  ): Promise<VendorAnswer<never>> => {
    told.requests.push(sent)
    return (await send(emulated, sent)) as VendorAnswer<never>
  }
  const http: Http<OriginOf<GscVendor>> = {
    get: (path, options) => request({ ...options, method: 'GET', path }),
    post: (path, options) => request({ ...options, method: 'POST', path }),
    request: (sent) => request(sent),
  }
  const context: CallContext<Input, Config, OriginOf<GscVendor>> = {
    input,
    config,
    http,
    now: emulated.now(),
    signal: new AbortController().signal,
    log: { debug() {}, info() {}, warn() {} },
    progress() {},
    ask: () => Promise.reject(new Error('there is nobody to ask')),
    canAsk: () => false,
    report: {
      warning: (warning) => void told.warnings.push(warning),
      next: (cursor) => {
        told.next = cursor
      },
      partial: () => {
        told.isPartial = true
      },
    },
    limits: async () => ({
      siteInspectionsToday: { left: 1_988, capacity: 2_000, fullIn: 78_000, pausedFor: 0 },
    }),
    transform: async (transform, value) => transform.run(structuredClone(value)),
  }
  return { context, told }
}

async function send(
  { host, token }: Gsc,
  { method, path, query = {}, json, response: schema, headers = {} }: HttpRequest & { response: TSchema },
): Promise<VendorAnswer> {
  const url = new URL(path, host.url)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${await token()}`, ...headers },
    body: json === undefined ? null : JSON.stringify(json),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const isRaw = response.ok && schema['type'] === 'Uint8Array'
  const text = new TextDecoder().decode(bytes)
  const isJson = response.headers.get('content-type')?.includes('json') === true
  const body: unknown = isRaw ? bytes : isJson && text !== '' ? JSON.parse(text) : text
  const answer = { status: response.status, headers: Object.fromEntries(response.headers), body }
  const problem = gsc.classify?.(answer, { method, origin: 'searchConsole', path, query })
  if (problem !== undefined) throw problem
  if (!response.ok) throw new Problem('vendor_error', { upstream: { status: answer.status } })
  return answer
}
