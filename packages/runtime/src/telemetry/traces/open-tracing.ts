import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { originOf } from '../../connections/egress-policy.ts'
import type { Redactor } from '../redaction/redactor.ts'
import { readExporterHeaders } from './exporter-headers.ts'
import type { Tracing } from './span.ts'

export interface TracingParts {
  readonly settings: Pick<
    Settings,
    | 'otlpEndpoint'
    | 'otlpHeaders'
    | 'serviceName'
    | 'tracesSampler'
    | 'tracesSamplerArgument'
    | 'traceForwarding'
  >
  readonly registry: Registry
  readonly redactor: Redactor
  readonly log: Logger
}

/**
 * Undefined where the settings name no collector: then not even the libraries are loaded. Throws a
 * `ConfigurationError` if the settings are wrong.
 */
export async function openTracing(parts: TracingParts): Promise<Tracing | undefined> {
  const { otlpEndpoint, otlpHeaders = '', traceForwarding } = parts.settings
  if (otlpEndpoint === undefined) return undefined
  if (!URL.canParse(otlpEndpoint) || !/^https?:$/.test(new URL(otlpEndpoint).protocol)) {
    throw new ConfigurationError(['OTEL_EXPORTER_OTLP_ENDPOINT: must be an http or https URL'])
  }
  const headers = readExporterHeaders(otlpHeaders)
  if (headers === undefined) {
    throw new ConfigurationError(['OTEL_EXPORTER_OTLP_HEADERS: must be pairs such as api-key=abc,team=core'])
  }
  for (const value of Object.values(headers)) parts.redactor.protect(value)
  const forwarded = new Set<string>()
  for (const origin of traceForwarding.split(',')) {
    if (origin.trim() === '') continue
    try {
      forwarded.add(originOf(origin.trim()))
    } catch (error) {
      throw new ConfigurationError([`PATCHBAY_TRACE_FORWARDING: ${(error as TypeError).message}`])
    }
  }
  const { createOtlpTracing } = await import('./otlp-tracing.ts')
  return createOtlpTracing({ ...parts, endpoint: otlpEndpoint, headers, forwarded })
}
