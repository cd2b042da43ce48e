import type { Test } from 'tap'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { cacheContract } from './cache.ts'
import { leasesContract } from './leases.ts'
import { limitsContract } from './limits.ts'
import { messagesContract } from './messages.ts'
import { valuesContract } from './values.ts'

/** What every shared state must do, whatever keeps it. */
export function contract(t: Test, open: () => SharedState): void {
  t.test('limits', async (t) => limitsContract(t, open))
  t.test('values', async (t) => valuesContract(t, open))
  t.test('leases', async (t) => leasesContract(t, open))
  t.test('cache', async (t) => cacheContract(t, open))
  t.test('messages', async (t) => messagesContract(t, open))
}
