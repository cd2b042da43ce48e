import { FormatRegistry } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import {
  encodeItems,
  Problem,
  type CallContext,
  type Connector,
  type Http,
  type HttpRequest,
  type Operation,
  type StreamOperation,
  type StreamPart,
  type Transform,
  type TSchema,
  type VendorAnswer,
  type Warning,
} from '@patchbay/contract'
import { seededClient } from '@patchbay/google/emulator'

// The runtime's validator knows the formats by itself.
for (const format of ['date', 'date-time', 'email', 'uri'])
  FormatRegistry.Set(format, (value) => value !== '')

/** When the emulator is asked whose answers examples show: a Sunday noon in New York. */
export const emulatorTime = Date.UTC(2026, 10, 22, 17)

export interface Line {
  readonly data: Readonly<Record<string, unknown>>
  readonly cursor: string
}

/** What a call said beside its answer. */
export interface Outcome {
  /** Of a stream, its first item. */
  readonly output: unknown
  readonly items: readonly Line[]
  readonly warnings: readonly Warning[]
  readonly isPartial: boolean
  readonly next: string | undefined
  readonly sent: readonly HttpRequest[]
}

export interface CallOptions {
  readonly config?: Readonly<Record<string, unknown>>
  readonly now?: number
  /** The most bytes of an answer that is taken unread. Default: any. */
  readonly maxBytes?: number
}

/** Gets a token as the runtime would. */
export async function tokenOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: seededClient.id,
      client_secret: seededClient.secret,
      refresh_token: seededClient.refreshToken,
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return token
}

/** Calls an operation against an emulator as the runtime does, without limits, retries and caches. */
export async function call(
  connector: Pick<Connector, 'operations' | 'vendor'>,
  url: string,
  name: string,
  input: Record<string, unknown>,
  {
    config = { propertyId: '311111111', allowChat: true, allowUserDeletion: true },
    now = emulatorTime,
    maxBytes = Number.POSITIVE_INFINITY,
  }: CallOptions = {},
): Promise<Outcome> {
  const operation: Operation | StreamOperation | undefined = connector.operations[name]
  if (operation === undefined) throw new Error(`no operation ${name}`)
  if (!Value.Check(operation.input, input))
    throw new Error(`input: ${JSON.stringify([...Value.Errors(operation.input, input)].slice(0, 3))}`)
  const token = await tokenOf(url)
  const said = { warnings: [] as Warning[], isPartial: false, next: undefined as string | undefined }
  const sent: HttpRequest[] = []
  const request = async (asked: HttpRequest & { readonly response: TSchema }): Promise<VendorAnswer> => {
    sent.push(asked)
    const answer = await send(url, token, asked)
    const { method, origin = 'data', path, query = {} } = asked
    if (answer.body instanceof Uint8Array && answer.body.length > maxBytes)
      throw new Problem('vendor_error', { retryable: false, upstream: { status: answer.status } })
    const problem = connector.vendor.classify?.(answer, { method, origin, path, query })
    if (problem !== undefined) throw problem
    if (answer.status >= 300) throw new Problem('vendor_error', { detail: JSON.stringify(answer.body) })
    const { response } = asked
    if (!isBytes(response) && !Value.Check(response, answer.body)) {
      const [first] = Value.Errors(response, answer.body)
      throw new Problem('vendor_error', { detail: `${first?.path}: ${first?.message}` })
    }
    return answer
  }
  const context: CallContext<never, never> = {
    input: input as never,
    config: config as never,
    http: {
      get: (path: string, options: object) => request({ ...options, method: 'GET', path } as never),
      post: (path: string, options: object) => request({ ...options, method: 'POST', path } as never),
      request,
    } as unknown as Http,
    report: {
      warning: (warning) => void said.warnings.push(warning),
      next: (cursor) => void (said.next = cursor),
      partial: () => void (said.isPartial = true),
    },
    log: { debug() {}, info() {}, warn() {} },
    progress() {},
    ask: () => Promise.reject(new Error('there is nobody to ask')),
    canAsk: () => false,
    signal: new AbortController().signal,
    now,
    limits: async () => ({}),
    transform: async <I, O>(transform: Transform<I, O>, value: I) => transform.run(structuredClone(value)),
  }
  const items: Line[] = []
  if ('stream' in operation) {
    for await (const part of operation.stream(context as never)) items.push(...linesOf(part))
  }
  const output: unknown = 'stream' in operation ? items[0]?.data : await operation.run(context as never)
  const hasOutput = 'run' in operation || items.length > 0
  if (hasOutput && !Value.Check(operation.output, output))
    throw new Error(`output: ${JSON.stringify([...Value.Errors(operation.output, output)].slice(0, 3))}`)
  return { output, items, ...said, sent }
}

const isBytes = (schema: TSchema): boolean => schema['type'] === 'Uint8Array'

async function send(url: string, token: string, asked: HttpRequest & { readonly response: TSchema }) {
  const target = new URL(asked.path, url)
  for (const [name, value] of Object.entries(asked.query ?? {}))
    if (value !== undefined) target.searchParams.set(name, String(value))
  const fetched = await fetch(target, {
    method: asked.method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: asked.json === undefined ? null : JSON.stringify(asked.json),
  })
  const headers = Object.fromEntries(fetched.headers)
  if (isBytes(asked.response) && fetched.ok)
    return { status: fetched.status, headers, body: new Uint8Array(await fetched.arrayBuffer()) }
  const text = await fetched.text()
  const isJson = headers['content-type']?.includes('json') ?? false
  return { status: fetched.status, headers, body: isJson ? (JSON.parse(text) as unknown) : text }
}

function linesOf(part: StreamPart<unknown>): Line[] {
  const { lines } = 'lines' in part ? part : encodeItems(part)
  return new TextDecoder()
    .decode(lines)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}
