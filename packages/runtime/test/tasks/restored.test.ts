import { sql } from 'kysely'
import t from 'tap'
import { leaveTasks } from '../../src/backup/restoring/leave-tasks.ts'
import { openTaskProbe } from '../support/open-tasks.ts'
import { answerJson } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'
import { anyStore } from '../support/with-each-store.ts'

t.test('a task that was open in a backup does not change anything once more', async (t) => {
  const store = await anyStore(t)
  const { start, read, settle, vendor } = await openTaskProbe(t, answerJson({ ok: true }), {
    dependencies: { store },
  })
  const write = await start('items.add')
  const get = await start('items.get')
  await settle(write.id)
  await settle(get.id)
  const sent = vendor.requests.length
  // As a backup from a moment before would have had them.
  await sql`update tasks set state = 'working', status = null, code = null, owner = 'gone', lease_ends = now() + interval '1 day'`.execute(
    store.database,
  )
  await sql`delete from idempotency_records`.execute(store.database)
  await leaveTasks(store.database)
  t.match(await settle(write.id), { state: 'failed', result: { code: 'outcome_unknown' } })
  t.match(await settle(get.id), { state: 'completed' })
  t.ok(await until(() => vendor.requests.length === sent + 1))
  t.equal(vendor.requests.filter(({ method }) => method === 'POST').length, 1, 'the write was sent once')
  t.match((await read(write.id)).message, /restored from a backup/)
})
