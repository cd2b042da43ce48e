import type { Span } from '../telemetry/traces/span.ts'
import type { CallEngine } from './call-engine.ts'
import type { Call } from './call.ts'

/** Begins a span for each call whose trace is kept; whoever ends the call ends it. */
export function tracedEngine(engine: CallEngine): CallEngine {
  return {
    ...engine,
    run(call) {
      begin(call)
      return engine.run(call)
    },
    runOnce(call, key) {
      begin(call)
      return engine.runOnce(call, key)
    },
    runOver(call, connection) {
      begin(call)
      return engine.runOver(call, connection)
    },
    stream(call) {
      begin(call)
      return engine.stream(call)
    },
  }
}

/** What happens while the call runs is part of this; undefined where nothing is traced. */
export const spanOf = ({ span, ownSpan }: Pick<Call, 'span' | 'ownSpan'>): Span | undefined => ownSpan ?? span

function begin(call: Call): void {
  const { operation, principal, requestId, span: around } = call
  if (around?.isRecording !== true) return
  const { id: connector } = operation.connector.host.description
  const { id, effect } = operation.description
  call.ownSpan = around.child(`call ${connector}/${id}`, {
    facts: {
      'patchbay.connector': connector,
      'patchbay.operation': id,
      'patchbay.effect': effect,
      'patchbay.tenant': principal.tenant,
      'patchbay.request.id': requestId,
    },
  })
}

/** `outcome` is as in the metrics: ok, replayed, or the code of the problem. */
export function endCallSpan(call: Call, span: Span, outcome: string, attempts: number, cache?: string): void {
  const isFailure = outcome !== 'ok' && outcome !== 'replayed'
  span.set({
    'patchbay.connection': call.place.connection,
    'patchbay.outcome': outcome,
    'patchbay.attempts': attempts,
    ...(cache === undefined ? {} : { 'patchbay.cache': cache }),
    ...(isFailure ? { 'patchbay.problem': outcome } : {}),
  })
  span.end(isFailure ? outcome : undefined)
}

/** The call as what happens for it within this span, which may outlive the call. */
export const asPartOf = (span: Span, call: Call): Call => ({
  operation: call.operation,
  input: call.input,
  form: call.form,
  wantedConnection: call.wantedConnection,
  place: call.place,
  principal: call.principal,
  cacheUse: call.cacheUse,
  timeout: call.timeout,
  requestId: call.requestId,
  traceId: call.traceId,
  span,
  listener: call.listener,
  answers: call.answers,
  askable: call.askable,
  isPresented: call.isPresented,
  attend: (deadline) => call.attend(deadline),
})
