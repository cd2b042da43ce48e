import type { BatchSpanProcessorOptions } from '@opentelemetry/sdk-trace'
import type { Logger } from 'pino'
import type { Redactor } from '../redaction/redactor.ts'
import type { TraceMetrics } from './trace-metrics.ts'

type SpanExporter = BatchSpanProcessorOptions['exporter']
type ReadableSpan = Parameters<SpanExporter['export']>[0][number]
type ExportResult = Parameters<Parameters<SpanExporter['export']>[1]>[0]

/** Of `ExportResultCode`, which would need one more package for its one use. */
const success = 0

/**
 * Hides known secrets in what is sent, counts it, and says once that the collector is away, and once that it is back:
 * a line for each batch would say nothing more.
 */
export function watchedExporter(
  exporter: SpanExporter,
  { redactor, metrics, log }: { redactor: Redactor; metrics: TraceMetrics; log: Logger },
): SpanExporter {
  let isAway = false
  const heed = ({ code, error }: ExportResult, count: number): void => {
    metrics[code === success ? 'exported' : 'failed'](count)
    if (isAway === (code !== success)) return
    isAway = code !== success
    if (isAway) log.warn({ reason: error?.message }, 'spans cannot be sent to the collector')
    else log.info('spans can be sent to the collector again')
  }
  return {
    export(spans, done) {
      for (const span of spans) hideSecrets(span, redactor)
      exporter.export(spans, (result) => {
        heed(result, spans.length)
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

/** In place: they have ended, and nobody else reads them. */
function hideSecrets({ attributes, events }: ReadableSpan, redactor: Redactor): void {
  hideIn(attributes, redactor)
  for (const event of events) hideIn(event.attributes ?? {}, redactor)
}

function hideIn(facts: ReadableSpan['attributes'], redactor: Redactor): void {
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === 'string') facts[name] = redactor.redact(value)
  }
}
