import { Counter, type Registry } from 'prom-client'

/** What becomes of spans. */
export interface TraceMetrics {
  ended(): void
  exported(count: number): void
  failed(count: number): void
  dropped(count: number): void
}

export function createTraceMetrics(registry: Registry): TraceMetrics {
  const spans = new Counter({
    name: 'patchbay_spans_total',
    help: 'Spans of sampled traces: ended; exported to the collector; failed to be. Those ended and neither wait, or were dropped: patchbay_spans_dropped_total.',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const [ended, exported, failed] = ['ended', 'exported', 'failed'].map((outcome) =>
    spans.labels(outcome),
  ) as [Counter.Internal, Counter.Internal, Counter.Internal]
  const dropped = new Counter({
    name: 'patchbay_spans_dropped_total',
    help: 'Spans of sampled traces that nobody will see because too many waited for the collector.',
    registers: [registry],
  })
  for (const count of [ended, exported, failed]) count.inc(0)
  return {
    ended: () => ended.inc(),
    exported: (count) => exported.inc(count),
    failed: (count) => failed.inc(count),
    dropped: (count) => dropped.inc(count),
  }
}
