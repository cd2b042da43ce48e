import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions'
import { version } from '../../version.ts'
import type { TracingParts } from './open-tracing.ts'
import { heedDropped } from './dropped-spans.ts'
import { beginRoot } from './otlp-spans.ts'
import { samplerOf } from './samplers.ts'
import { randomHex } from './span-ids.ts'
import type { Tracing } from './span.ts'
import { createTraceMetrics } from './trace-metrics.ts'
import { watchedExporter } from './watched-exporter.ts'

export interface OtlpTracingParts extends TracingParts {
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  /** Origins of vendors whose requests carry the ids of their trace. */
  readonly forwarded: ReadonlySet<string>
}

/** Spans that wait to be sent; more are dropped. */
const mostWaiting = 2_048
const batchSize = 512
/** Milliseconds for one batch, with all its tries. */
const exportTimeout = 5_000
/** Milliseconds that the end of the server waits for a collector. */
const patience = 3_000

/** Traces by OTLP over HTTP. Only this file and what it alone imports loads the libraries of OpenTelemetry. */
export function createOtlpTracing(parts: OtlpTracingParts): Tracing {
  const { settings, registry, redactor, log, endpoint, headers, forwarded } = parts
  const metrics = createTraceMetrics(registry)
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    headers: { ...headers },
    timeoutMillis: exportTimeout,
    // When the server ends, all that waits is sent at once, beside what is on its way; more would be refused.
    concurrencyLimit: mostWaiting / batchSize + 1,
  })
  const batches = new BatchSpanProcessor({
    exporter: watchedExporter(exporter, { redactor, metrics, log }),
    maxQueueSize: mostWaiting,
    maxExportBatchSize: batchSize,
    exportTimeoutMillis: exportTimeout,
    selfObsMeterProvider: heedDropped((count) => metrics.dropped(count)),
  })
  // What its first span is begun with: a trace that begins here goes by the id of its request.
  let wantedTraceId: string | undefined
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({
        [ATTR_SERVICE_NAME]: settings.serviceName,
        [ATTR_SERVICE_VERSION]: version,
      }),
    ),
    sampler: samplerOf(settings.tracesSampler, settings.tracesSamplerArgument),
    idGenerator: {
      generateTraceId: () => wantedTraceId ?? randomHex(16),
      generateSpanId: () => randomHex(8),
    },
    spanLimits: { attributeValueLengthLimit: 1_024 },
    spanProcessors: [
      batches,
      {
        onStart: () => undefined,
        onEnd: () => metrics.ended(),
        forceFlush: async () => undefined,
        shutdown: async () => undefined,
      },
    ],
  })
  const tracer = provider.getTracer('patchbay', version)
  return {
    begin(name, options) {
      wantedTraceId = options.traceId
      const span = beginRoot(tracer, name, options)
      wantedTraceId = undefined
      return span
    },
    isForwardedTo: (origin) => forwarded.has(origin),
    async close() {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)))
      await Promise.race([provider.shutdown().catch(() => undefined), late])
      clearTimeout(timer)
    },
  }
}
