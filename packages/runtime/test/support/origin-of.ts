import pino from 'pino'
import { Registry } from 'prom-client'
import type { Test } from 'tap'
import { defaultSettings, type Settings } from '@patchbay/runtime'
import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'
import { openBreakers } from '../../src/vendor/breaker/open-breakers.ts'
import { createRetryBudgets } from '../../src/vendor/retry-budget.ts'
import type { VendorOrigin } from '../../src/vendor/vendor-origin.ts'

const ignore = (): void => {}
// What a test does not ask for does not get in its way.
const patient = { breakerVolume: 1_000_000, retryBudgetFloor: 1_000 }

/** Makes the origins of one connector, as `createVendorClient` wants them. */
export function originsOf(
  t: Test,
  settings: Partial<Settings> = {},
): (id: string, url: string) => VendorOrigin {
  const all = defaultSettings({ ...patient, ...settings })
  const breakers = openBreakers({
    settings: all,
    state: createMemoryState(),
    registry: new Registry(),
    log: pino({ level: 'silent' }),
    wall: Date.now,
  })
  t.teardown(() => breakers.close())
  const budgetOf = createRetryBudgets({ share: all.retryBudget, floor: all.retryBudgetFloor })
  return (id, url) => ({
    id,
    url,
    metrics: { attempted: ignore, retried: ignore },
    breaker: breakers.of('some', url),
    budget: budgetOf('some', url),
    refusals: { budget: ignore, breaker: ignore, deadline: ignore },
    isTraceForwarded: false,
  })
}
