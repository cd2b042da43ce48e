import { readTraceState } from './trace-state.ts'

/** A span of somebody else, or of an earlier life of ours, that something belongs to. */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string
  /** 16 hexadecimal digits. */
  readonly spanId: string
  /** Whether whoever began the trace keeps it. */
  readonly isSampled: boolean
  /** What other tracing systems have added. */
  readonly state?: string | undefined
}

/**
 * https://www.w3.org/TR/trace-context/#traceparent-header. A version that is not known yet may have more at its end, after
 * another dash; ff is none.
 */
const pattern = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const isSampledFlag = 1

/** What the two headers say; undefined where the first of them says nothing that can be understood. */
export function readTraceContext(
  traceparent: string | undefined,
  tracestate?: string,
): TraceContext | undefined {
  if (traceparent === undefined) return undefined
  const [, version, traceId, spanId, flags = '0', more] = pattern.exec(traceparent) ?? []
  if (traceId === undefined || spanId === undefined) return undefined
  if (version === '00' && more !== undefined) return undefined
  const isSampled = (Number.parseInt(flags, 16) & isSampledFlag) === isSampledFlag
  const state = readTraceState(tracestate)
  return { traceId, spanId, isSampled, ...(state === undefined ? {} : { state }) }
}

/** Of version 00, whichever version it was read from: more than that we don't know of. */
export const traceparentOf = ({ traceId, spanId, isSampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-0${isSampled ? isSampledFlag : 0}`

/** The trace that a traceparent header names; the fallback where it names none. */
export function traceIdOf(traceparent: string | undefined, fallback: string): string {
  return traceparent === undefined ? fallback : (readTraceContext(traceparent)?.traceId ?? fallback)
}
