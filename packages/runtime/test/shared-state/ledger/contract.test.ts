import t from 'tap'
import pino from 'pino'
import { openLedgeredState } from '../../../src/shared-state/ledger/open-ledgered-state.ts'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { withEachStore } from '../../support/with-each-store.ts'
import { contract } from '../contract/whole.ts'

const log = pino({ level: 'silent' })

t.test('memory with a ledger does what every shared state does', async (t) => {
  await withEachStore(t, async (t, store) => {
    const state = openLedgeredState({ memory: createMemoryState(), store, log, now: Date.now })
    t.teardown(() => state.close())
    contract(t, () => state)
  })
})
