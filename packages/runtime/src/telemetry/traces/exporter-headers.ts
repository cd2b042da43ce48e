const pair = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(.*?)\s*$/

/**
 * The headers for a collector, written as OpenTelemetry has it for OTEL_EXPORTER_OTLP_HEADERS: pairs with commas between
 * them, their values percent-encoded where need be. Undefined if they are not that.
 */
export function readExporterHeaders(text: string): Record<string, string> | undefined {
  const headers: Record<string, string> = {}
  for (const part of text.split(',')) {
    if (part.trim() === '') continue
    const [, name, value] = pair.exec(part) ?? []
    if (name === undefined || value === undefined) return undefined
    try {
      headers[name.toLowerCase()] = decodeURIComponent(value)
    } catch {
      return undefined
    }
  }
  return headers
}
