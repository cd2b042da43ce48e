import type { Client } from './client.ts'
import { clientProblem } from './client-problems.ts'
import type { CallOptions } from './client-options.ts'
import { readEvents } from './events.ts'
import type { Schemas } from './generated/schemas.ts'
import { readLines } from './lines.ts'
import type { ConnectorMap, InputArguments, InputOf, ItemOf, Streams } from './operation-types.ts'
import { PatchbayProblem, type Problem } from './problem.ts'
import { parseJson, problemOf } from './read-problem.ts'
import type { Transport } from './transport.ts'
import type { WireRequest } from './wire-request.ts'

const lines = 'application/x-ndjson'
const events = 'text/event-stream'

/** One item of a streamed answer. */
export interface StreamItem<Item> {
  readonly data: Item
  /** Where to go on after this item: the input field `cursor` of another call. */
  readonly cursor: string
}

export interface StreamOptions extends CallOptions {
  /**
   * How often a stream that was broken off goes on after its last item by itself. Default: 0. Not for an input that
   * counts items, such as `maxRows`: each time the count begins anew.
   */
  readonly resumptions?: number
  /** Asks for server-sent events, which some proxies pass on at once where they hold back other answers. Default: false. */
  readonly events?: boolean
}

/**
 * Calls an operation whose answer is streamed, and gives its items as they come; what it returns in the end is the
 * `meta`. Nothing is sent before the first item is asked for, and whoever stops early ends the call. A loop has no
 * place for a result that failed, so here a problem is thrown, as a `PatchbayProblem`.
 */
export async function* stream<
  Connectors extends ConnectorMap<Connectors>,
  Connector extends keyof Connectors & string,
  Operation extends keyof Streams<Connectors, Connector> & string,
>(
  client: Client<Connectors, unknown>,
  connector: Connector,
  operation: Operation,
  ...[input, options = {}]: InputArguments<InputOf<Streams<Connectors, Connector>[Operation]>, StreamOptions>
): AsyncGenerator<
  StreamItem<ItemOf<Streams<Connectors, Connector>[Operation]>>,
  Schemas['StreamMeta'],
  undefined
> {
  type Line = Partial<StreamItem<ItemOf<Streams<Connectors, Connector>[Operation]>>> & {
    readonly meta?: Schemas['StreamMeta']
    readonly problem?: unknown
  }
  const { resumptions = 0, events: wantsEvents = false, ...call } = options
  const patience = options.timeout ?? client.transport.timeout
  let place: { readonly cursor?: string } = {}
  for (let left = resumptions; ; left -= 1) {
    const [body, read] = await open(
      client.transport,
      wantsEvents ? events : lines,
      client.requestOf(connector, operation, { ...(input as object | undefined), ...place }, call),
    )
    let problem: Problem
    try {
      problem = clientProblem('interrupted', 'The stream has ended without its last line.')
      for await (const text of read(body, patience)) {
        const line = (parseJson(text) ?? {}) as Line
        if (line.meta !== undefined) return line.meta
        if (line.cursor !== undefined && line.data !== undefined) {
          place = { cursor: line.cursor }
          yield { data: line.data, cursor: line.cursor }
        } else problem = problemOf(line.problem) ?? problem
      }
    } catch (error) {
      if (options.signal?.aborted === true)
        problem = clientProblem('aborted', 'The signal of the call was aborted.')
      else problem = clientProblem('interrupted', `The connection of the stream broke (${String(error)}).`)
    }
    if (!problem.retryable || left <= 0) throw new PatchbayProblem(problem)
  }
}

/** The body of a streamed answer, once it has begun, and what reads it. */
async function open(
  transport: Transport,
  accept: string,
  request: WireRequest,
): Promise<readonly [ReadableStream<Uint8Array>, typeof readLines]> {
  const headers = { ...request.headers, accept }
  const received = await transport.send({ ...request, headers }, async (response) => {
    const { body, status } = response
    const type = response.headers.get('content-type') ?? ''
    if (body !== null && type.startsWith(lines)) return { ok: true, answer: [body, readLines] as const }
    if (body !== null && type.startsWith(events)) return { ok: true, answer: [body, readEvents] as const }
    const problem = clientProblem(
      'unexpected_answer',
      `The answer has the status ${status}, and is no stream.`,
      { status },
    )
    return { ok: false, problem }
  })
  if (received.ok) return received.answer
  throw new PatchbayProblem(received.problem)
}
