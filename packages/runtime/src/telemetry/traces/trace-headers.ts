import { randomHex } from './span-ids.ts'
import type { Span, TraceHeaders } from './span.ts'
import { traceparentOf } from './trace-context.ts'

/** What a request within the span says of its trace. Of a span that nobody sees, each request gets an id of its own. */
export function traceHeadersOf({ context, isRecording }: Span): TraceHeaders {
  const traceparent = traceparentOf(isRecording ? context : { ...context, spanId: randomHex(8) })
  return context.state === undefined ? { traceparent } : { traceparent, tracestate: context.state }
}
