import t from 'tap'
import { effects, isRepeatable } from '@patchbay/contract'

t.test('only what changes nothing, or nothing more, may be repeated', async (t) => {
  t.same(effects, ['read', 'idempotent', 'write', 'destructive'])
  t.same(effects.filter(isRepeatable), ['read', 'idempotent'])
})
