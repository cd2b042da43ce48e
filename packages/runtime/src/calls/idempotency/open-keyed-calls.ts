import type { Registry } from 'prom-client'
import type { Logger } from 'pino'
import { inMilliseconds } from '../../configuration/durations.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { Store } from '../../store/store.ts'
import { forgetKeysRegularly } from './forget-keys.ts'
import { createIdempotency } from './idempotency.ts'
import { idempotencyMetrics } from './idempotency-metrics.ts'
import { createKeyedCalls, type AnswerForms, type KeyedCalls } from './keyed-calls.ts'
import type { SealedBodies } from './sealed-bodies.ts'

export interface KeyedCallsParts {
  readonly settings: Settings
  readonly store: Store
  readonly bodies: SealedBodies
  readonly metrics: Registry
  readonly forms: AnswerForms
  readonly log: Logger
}

/** Composes what idempotency keys need. */
export function openKeyedCalls({
  settings,
  store,
  bodies,
  metrics,
  forms,
  log,
}: KeyedCallsParts): KeyedCalls {
  const ttl = inMilliseconds(settings.idempotencyTtl)
  const idempotency = createIdempotency({ store, bodies, ttl, count: idempotencyMetrics(metrics), log })
  const end = forgetKeysRegularly(store, log)
  const calls = createKeyedCalls(idempotency, forms)
  return {
    ...calls,
    async close() {
      end()
      await calls.close()
    },
  }
}
