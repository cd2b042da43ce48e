import { Counter, type Registry } from 'prom-client'

/** What becomes of spans. */
export interface TraceMetrics {
  ended(): void
  exported(count: number): void
  failed(count: number): void
}

export function createTraceMetrics(registry: Registry): TraceMetrics {
  const spans = new Counter({
    name: 'patchbay_spans_total',
    help: 'Spans of sampled traces: ended; exported to the collector; failed to be. Those ended and neither wait, or were dropped because too many did.',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const [ended, exported, failed] = ['ended', 'exported', 'failed'].map((outcome) =>
    spans.labels(outcome),
  ) as [Counter.Internal, Counter.Internal, Counter.Internal]
  for (const count of [ended, exported, failed]) count.inc(0)
  return {
    ended: () => ended.inc(),
    exported: (count) => exported.inc(count),
    failed: (count) => failed.inc(count),
  }
}
