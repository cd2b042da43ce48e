import type { Registry } from 'prom-client'
import type { Logger } from 'pino'
import { inMilliseconds } from '../../configuration/durations.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { SharedState } from '../../shared-state/shared-state.ts'
import { createIdempotency } from './idempotency.ts'
import { idempotencyMetrics } from './idempotency-metrics.ts'
import { createKeyedCalls, type AnswerForms, type KeyedCalls } from './keyed-calls.ts'

export interface KeyedCallsParts {
  readonly settings: Settings
  readonly state: SharedState
  readonly metrics: Registry
  readonly forms: AnswerForms
  readonly log: Logger
}

/** Composes what idempotency keys need. */
export function openKeyedCalls({ settings, state, metrics, forms, log }: KeyedCallsParts): KeyedCalls {
  const ttl = inMilliseconds(settings.idempotencyTtl)
  return createKeyedCalls(createIdempotency({ state, ttl, count: idempotencyMetrics(metrics), log }), forms)
}
