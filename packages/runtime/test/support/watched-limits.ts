import { Registry } from 'prom-client'
import type { Test } from 'tap'
import { createLimiter } from '../../src/limits/limiter.ts'
import { openLimits, type VendorLimits } from '../../src/limits/open-limits.ts'
import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'

/** Limits that hold nothing back. */
export function watchedLimits(t: Test): VendorLimits {
  const limiter = createLimiter({ state: createMemoryState() })
  t.teardown(() => limiter.close())
  return openLimits({
    settings: { limits: 'observe', callTimeoutMax: '2m' },
    limiter,
    registry: new Registry(),
    now: Date.now,
  })
}
