import type { Span } from '../telemetry/traces/span.ts'
import { traceHeadersOf } from '../telemetry/traces/trace-headers.ts'
import type { VendorCall } from './vendor-call.ts'
import type { VendorOrigin } from './vendor-origin.ts'
import type { WireRequest } from './wire.ts'

/** One attempt in its trace: its span where somebody sees it, and the request with the headers where the vendor is told. */
export interface TracedAttempt {
  readonly span: Span | undefined
  readonly wire: WireRequest
}

/**
 * The span of an HTTP request as OpenTelemetry has it. Its URL has no query, which may hold a credential or what a caller
 * has entered, and of the path nothing that was entered into a secret field.
 */
export function traceAttempt(
  parent: Span,
  wire: WireRequest,
  origin: VendorOrigin,
  call: VendorCall,
  tries: number,
): TracedAttempt {
  if (!parent.isRecording) {
    return {
      span: undefined,
      wire: origin.isTraceForwarded ? { ...wire, trace: traceHeadersOf(parent) } : wire,
    }
  }
  const { hostname, port, protocol } = new URL(wire.origin)
  const [path = '/'] = wire.path.split('?', 1)
  const span = parent.child(wire.method, {
    kind: 'client',
    facts: {
      'http.request.method': wire.method,
      'server.address': hostname,
      'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
      'url.full': call.hideInText(wire.origin + path),
      'patchbay.origin': origin.id,
      ...(tries > 1 ? { 'http.request.resend_count': tries - 1 } : {}),
    },
  })
  return { span, wire: origin.isTraceForwarded ? { ...wire, trace: traceHeadersOf(span) } : wire }
}

/** Ends it with what the vendor has answered, and how long the request had waited for a socket. */
export function endAttempt(
  span: Span,
  { status, queued, failure }: { status: number | undefined; queued: number; failure: string | undefined },
): void {
  span.set({ 'http.response.status_code': status, 'patchbay.queue.duration': queued / 1_000 })
  span.end(failure)
}
