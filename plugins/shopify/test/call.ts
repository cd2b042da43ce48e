import { FormatRegistry } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import {
  Problem,
  type Connector,
  type Http,
  type HttpRequest,
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
  readonly output: unknown
  readonly warnings: Warning[]
  readonly partial: boolean
  readonly next: string | undefined
  readonly sent: Array<{ query: string; variables: Record<string, unknown> }>
  readonly costs: Array<{ requestedQueryCost: number; actualQueryCost: number }>
  /** The schemas that the answers were held to, by request. */
  readonly responses: TSchema[]
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
  const operation = connector.operations[name]
  if (operation === undefined || !('run' in operation)) throw new Error(`no operation ${name}`)
  if (!Value.Check(operation.input, input)) {
    throw new Error(`input: ${JSON.stringify([...Value.Errors(operation.input, input)])}`)
  }
  const outcome = { warnings: [] as Warning[], partial: false, next: undefined as string | undefined }
  const sent: Outcome['sent'] = []
  const costs: Outcome['costs'] = []
  const responses: Outcome['responses'] = []
  const request = async ({ path, json, response }: HttpRequest & { response: TSchema }) => {
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
  const output = await operation.run({
    input,
    config: { shop: 'fernweh-outdoor.myshopify.com' },
    http,
    report: {
      warning: (warning) => outcome.warnings.push(warning),
      next: (cursor) => (outcome.next = cursor),
      partial: () => (outcome.partial = true),
    },
    log: { debug() {}, info() {}, warn() {} },
    signal: new AbortController().signal,
    idempotencyKey: operation.effect === 'read' ? undefined : idempotencyKey,
    now: Date.now(),
    transform: async (transform, value) => transform.run(value),
  })
  if (!Value.Check(operation.output, output)) {
    throw new Error(`output: ${JSON.stringify([...Value.Errors(operation.output, output)].slice(0, 3))}`)
  }
  return { output, ...outcome, sent, costs, responses }
}
