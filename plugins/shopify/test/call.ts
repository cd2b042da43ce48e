import { FormatRegistry } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import {
  encodeItems,
  Problem,
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

// The runtime's validator knows the formats by itself.
for (const format of ['date', 'date-time', 'email', 'uri'])
  FormatRegistry.Set(format, (value) => value !== '')

/** The part of a connector that a call needs. */
export type Called = Pick<Connector, 'operations' | 'vendor'>

/** What a call said beside its answer. */
export interface Outcome {
  /** Of a stream, its first item. */
  readonly output: unknown
  /** All items of a stream. */
  readonly items: readonly Line[]
  readonly warnings: Warning[]
  readonly partial: boolean
  readonly next: string | undefined
  readonly sent: Array<{ query: string; variables: Record<string, unknown> }>
  readonly costs: Array<{ requestedQueryCost: number; actualQueryCost: number }>
  /** The schemas that the answers were held to, by request. */
  readonly responses: TSchema[]
}

export interface Line {
  readonly data: Readonly<Record<string, unknown>>
  readonly cursor: string
}

function linesOf(part: StreamPart<unknown>): Line[] {
  const { lines } = 'lines' in part ? part : encodeItems(part)
  return new TextDecoder()
    .decode(lines)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}

/** An answer of the storage that stands beside the shop. */
async function stored(url: string, { method, path, query = {}, headers = {}, multipart }: HttpRequest) {
  const form = new FormData()
  for (const { name, value, filename } of multipart ?? []) {
    if (filename === undefined) form.append(name, String(value))
    else form.append(name, new Blob([String(value)]), filename)
  }
  const search = new URLSearchParams(query as Record<string, string>).toString()
  const fetched = await fetch(`${url}${path}?${search}`, {
    method,
    headers,
    body: multipart === undefined ? null : form,
  })
  if (!fetched.ok) throw new Problem('vendor_error', { detail: await fetched.text() })
  return {
    status: fetched.status,
    headers: Object.fromEntries(fetched.headers),
    body: new Uint8Array(await fetched.arrayBuffer()),
  }
}

/** When the emulator is asked whose answers examples show. */
export const emulatorTime = Date.UTC(2026, 10, 1, 12)

/** Calls an operation against an emulator as the runtime does, without limits, retries and caches. */
export async function call(
  connector: Called,
  url: string,
  name: string,
  input: Record<string, unknown>,
  token = 'shpat_emulator_everything',
  idempotencyKey: string = crypto.randomUUID(),
): Promise<Outcome> {
  const operation: Operation | StreamOperation | undefined = connector.operations[name]
  if (operation === undefined) throw new Error(`no operation ${name}`)
  if (!Value.Check(operation.input, input)) {
    throw new Error(`input: ${JSON.stringify([...Value.Errors(operation.input, input)])}`)
  }
  const outcome = { warnings: [] as Warning[], partial: false, next: undefined as string | undefined }
  const sent: Outcome['sent'] = []
  const costs: Outcome['costs'] = []
  const responses: Outcome['responses'] = []
  const request = async (asked: HttpRequest & { response: TSchema }) => {
    const { path, json, response, origin = 'admin' } = asked
    if (origin !== 'admin') return stored(url, asked)
    responses.push(response)
    sent.push(JSON.parse(JSON.stringify(json)) as Outcome['sent'][number])
    const fetched = await fetch(url + path, {
      method: 'POST',
      headers: { 'x-shopify-access-token': token },
      body: JSON.stringify(json),
    })
    const text = await fetched.text()
    const isJson = fetched.headers.get('content-type')?.includes('json') ?? false
    const answer: VendorAnswer = {
      status: fetched.status,
      headers: Object.fromEntries(fetched.headers),
      body: isJson ? JSON.parse(text) : text,
    }
    const problem = connector.vendor.classify?.(answer, { method: 'POST', origin: 'admin', path, query: {} })
    if (problem !== undefined) throw problem
    const cost = (answer.body as { extensions?: { cost?: Outcome['costs'][number] } }).extensions?.cost
    if (cost !== undefined) costs.push(cost)
    if (!Value.Check(response, answer.body)) {
      const [first] = Value.Errors(response, answer.body)
      throw new Problem('vendor_error', { detail: `${first?.path}: ${first?.message}` })
    }
    return answer
  }
  const http = {
    get: (path: string, options: object) => request({ ...options, method: 'GET', path } as never),
    post: (path: string, options: object) => request({ ...options, method: 'POST', path } as never),
    request,
  } as unknown as Http
  const context = {
    input,
    config: { shop: 'fernweh-outdoor.myshopify.com' },
    http,
    report: {
      warning: (warning: Warning) => outcome.warnings.push(warning),
      next: (cursor: string | undefined) => (outcome.next = cursor),
      partial: () => (outcome.partial = true),
    },
    log: { debug() {}, info() {}, warn() {} },
    signal: new AbortController().signal,
    idempotencyKey: operation.effect === 'read' ? undefined : idempotencyKey,
    now: Date.now(),
    limits: async () => ({}),
    transform: async <I, O>(transform: Transform<I, O>, value: I) => transform.run(value),
  }
  const items: Line[] = []
  if ('stream' in operation) {
    for await (const part of operation.stream(context as never)) items.push(...linesOf(part))
  }
  const output: unknown = 'stream' in operation ? items[0]?.data : await operation.run(context as never)
  const hasOutput = 'run' in operation || items.length > 0
  if (hasOutput && !Value.Check(operation.output, output)) {
    throw new Error(`output: ${JSON.stringify([...Value.Errors(operation.output, output)].slice(0, 3))}`)
  }
  return { output, items, ...outcome, sent, costs, responses }
}
