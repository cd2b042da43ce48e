import type { Registry } from 'prom-client'
import { auditedEngine, auditedKeyedCalls, type CallAudit } from '../audit/call-audit.ts'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { AnswerForms } from './idempotency/keyed-calls.ts'
import type { SharedState } from '../shared-state/shared-state.ts'
import { withoutMask } from '../telemetry/log.ts'
import type { Tracing } from '../telemetry/traces/span.ts'
import { openAnswerCache } from './cache/answer-cache.ts'
import { createCallEngine, type CallEngine, type CallEngineParts } from './call-engine.ts'
import { tracedEngine } from './call-span.ts'

export interface EngineParts extends Omit<
  CallEngineParts,
  'problemText' | 'openCache' | 'logSample' | 'slowCall'
> {
  readonly settings: Settings
  readonly callAudit: CallAudit
  readonly forms: AnswerForms
  /** What answers are shared through; undefined where nobody else has it. */
  readonly sharedState: SharedState | undefined
  readonly tracing: Tracing | undefined
  readonly metrics: Registry
}

/** The engine with all that belongs to a call: its cache, its audit and its trace. */
export function openEngine(parts: EngineParts): CallEngine {
  const { settings, callAudit, forms, sharedState, tracing, metrics, log } = parts
  const engine = createCallEngine({
    ...parts,
    log: withoutMask(log),
    keyedCalls: auditedKeyedCalls(parts.keyedCalls, callAudit),
    problemText: (problem, call) => forms.failure(problem, call).body,
    logSample: settings.logSample,
    slowCall: inMilliseconds(settings.slowCall),
    openCache: (perform) => openAnswerCache({ ...parts, state: sharedState, registry: metrics, perform }),
  })
  const audited = auditedEngine(engine, callAudit)
  return tracing === undefined ? audited : tracedEngine(audited)
}
