import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { doubleOf, hexIn, messagesIn, numberIn, readMessage, textIn, type Fields } from './protobuf.ts'

export type Facts = Readonly<Record<string, string | number | boolean>>

/** A span as a collector has received it. */
export interface SentSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string
  readonly state: string
  readonly name: string
  readonly kind: number
  /** Milliseconds. */
  readonly duration: number
  readonly facts: Facts
  readonly events: ReadonlyArray<{ readonly name: string; readonly facts: Facts }>
  readonly links: ReadonlyArray<{ readonly traceId: string; readonly spanId: string }>
  readonly isFailed: boolean
  readonly resource: Facts
}

/** What stands in for a collector of OpenTelemetry: it takes OTLP over HTTP in protobuf. */
export interface Collector {
  readonly url: string
  readonly requests: Array<{ readonly path: string; readonly headers: IncomingMessage['headers'] }>
  /** All that was sent, as it came. */
  raw(): string
  spans(): SentSpan[]
  /** The only span of this name. Throws if it is not the only one. */
  span(name: string): SentSpan
  answerWith(status: number): void
}

export async function startCollector(t: Test): Promise<Collector> {
  const bodies: Buffer[] = []
  const requests: Collector['requests'] = []
  let status = 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      requests.push({ path: request.url ?? '', headers: request.headers })
      if (status === 200) bodies.push(Buffer.concat(chunks))
      response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const spans = (): SentSpan[] => bodies.flatMap(readSpans)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    raw: () => Buffer.concat(bodies).toString('utf8'),
    spans,
    span(name) {
      const found = spans().filter((span) => span.name === name)
      const [only] = found
      if (only === undefined || found.length > 1) {
        const names = spans().map((span) => span.name)
        throw new Error(`${found.length} spans are named ${name}, of: ${names.join(', ')}`)
      }
      return only
    },
    answerWith: (next) => void (status = next),
  }
}

/** ExportTraceServiceRequest of opentelemetry/proto/collector/trace/v1. */
const readSpans = (body: Buffer): SentSpan[] =>
  messagesIn(readMessage(body), 1).flatMap((ofResource) => {
    const resource = factsIn(messagesIn(ofResource, 1)[0] ?? new Map(), 1)
    return messagesIn(ofResource, 2).flatMap((scope) =>
      messagesIn(scope, 2).map((span) => ({ ...toSpan(span), resource })),
    )
  })

const toSpan = (span: Fields): Omit<SentSpan, 'resource'> => ({
  traceId: hexIn(span, 1),
  spanId: hexIn(span, 2),
  state: textIn(span, 3),
  parentId: hexIn(span, 4),
  name: textIn(span, 5),
  kind: Number(numberIn(span, 6)),
  duration: Number(numberIn(span, 8) - numberIn(span, 7)) / 1_000_000,
  facts: factsIn(span, 9),
  events: messagesIn(span, 11).map((event) => ({ name: textIn(event, 2), facts: factsIn(event, 3) })),
  links: messagesIn(span, 13).map((link) => ({ traceId: hexIn(link, 1), spanId: hexIn(link, 2) })),
  isFailed: messagesIn(span, 15).some((status) => numberIn(status, 3) === 2n),
})

const factsIn = (fields: Fields, number: number): Facts =>
  Object.fromEntries(
    messagesIn(fields, number).map((pair) => [textIn(pair, 1), valueOf(messagesIn(pair, 2)[0] ?? new Map())]),
  )

function valueOf(value: Fields): string | number | boolean {
  if (value.has(2)) return numberIn(value, 2) === 1n
  if (value.has(3)) return Number(BigInt.asIntN(64, numberIn(value, 3)))
  if (value.has(4)) return doubleOf(numberIn(value, 4))
  return textIn(value, 1)
}
