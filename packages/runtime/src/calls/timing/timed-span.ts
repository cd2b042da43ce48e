import { randomHex } from '../../telemetry/traces/span-ids.ts'
import type { Span, SpanFacts, SpanOptions } from '../../telemetry/traces/span.ts'
import type { TraceContext } from '../../telemetry/traces/trace-context.ts'
import type { CallTiming } from './call-timing.ts'

/**
 * Reads off the trace of a call where its time went, whether or not the trace is kept: what is worth a span is worth a
 * line there, and calls that nobody asks about pay nothing for it.
 */
export class TimedSpan implements Span {
  readonly context: TraceContext
  readonly isRecording = true
  readonly #timing: CallTiming | undefined
  readonly #inner: Span | undefined
  readonly #name: string
  readonly #from = performance.now()
  readonly #facts: Record<string, SpanFacts[string]> = {}

  /** Without a timing, nothing of it or within it is part of the call. */
  constructor(timing: CallTiming | undefined, inner: Span | undefined, name: string, traceId: string) {
    this.#timing = timing
    this.#inner = inner
    this.#name = name
    // Vendors that join a trace get an id for each request, also where the trace is not kept.
    this.context =
      inner?.isRecording === true
        ? inner.context
        : { ...(inner?.context ?? { traceId, isSampled: false }), spanId: randomHex(8) }
  }

  set(facts: SpanFacts): void {
    Object.assign(this.#facts, facts)
    this.#inner?.set(facts)
  }

  event(name: string, facts?: SpanFacts): void {
    const delay = facts?.['patchbay.delay']
    if (name === 'retry' && typeof delay === 'number') {
      this.#timing?.add('pause', performance.now(), delay * 1_000, String(facts?.['patchbay.problem']))
    }
    if (name === 'breaker refusal') this.#timing?.note('breaker', 'refused')
    this.#inner?.event(name, facts)
  }

  child(name: string, options?: SpanOptions): TimedSpan {
    // What is fetched for later calls, the caller does not wait for.
    const timing = name === 'cache refresh' ? undefined : this.#timing
    const child = new TimedSpan(timing, this.#inner?.child(name, options), name, this.context.traceId)
    Object.assign(child.#facts, options?.facts)
    return child
  }

  end(failure?: string, at?: number): void {
    this.#inner?.end(failure, at)
    const [kind] = this.#name.split(' ', 1)
    const duration = performance.now() - this.#from
    if (kind === 'limit') this.#timing?.add('limits', this.#from, duration, failure)
    else if (kind === 'breaker') this.#timing?.add('breaker', this.#from, duration, failure ?? 'half-open')
    else if (this.#name === 'transform run') return // which is within the transform
    else if (kind === 'transform') {
      this.#timing?.add('transform', this.#from, duration, String(this.#facts['patchbay.place']))
    } else if ('http.request.method' in this.#facts) this.#endAttempt(duration, failure)
  }

  #endAttempt(duration: number, failure: string | undefined): void {
    const tries = 1 + Number(this.#facts['http.request.resend_count'] ?? 0)
    const status = this.#facts['http.response.status_code'] ?? failure ?? 'no answer'
    this.#timing?.add('attempt', this.#from, duration, `${tries}: ${String(status)}`)
  }
}
