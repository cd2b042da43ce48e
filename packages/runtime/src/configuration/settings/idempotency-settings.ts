import { Duration, fromEnvironment } from './setting.ts'

/** Writes that callers name, so that repeating them is harmless. */
export const idempotencySettings = {
  idempotencyTtl: fromEnvironment(
    'PATCHBAY_IDEMPOTENCY_TTL',
    Duration('How long an Idempotency-Key and the answer to its call are remembered.', '24h'),
  ),
}
