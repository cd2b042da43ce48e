import { createNoopMeter, type MeterProvider } from '@opentelemetry/api'

/** By these names the SDK tells what becomes of spans (OpenTelemetry's semantic conventions for SDKs). */
const processed = 'otel.sdk.processor.span.processed'
const reason = 'error.type'
const queueFull = 'queue_full'

/** Takes of what the SDK measures of itself one thing: the spans that it drops because too many wait. */
export function heedDropped(heed: (count: number) => void): MeterProvider {
  const meter = createNoopMeter()
  const dropped: ReturnType<typeof meter.createCounter> = {
    add(count, attributes) {
      if (attributes?.[reason] === queueFull) heed(count)
    },
  }
  const none = meter.createCounter('none')
  meter.createCounter = (name) => (name === processed ? dropped : none)
  return { getMeter: () => meter }
}
