import t from 'tap'
import { full, property, startAdmin } from './support.ts'

t.test('a list is read page by page, to its end', async (t) => {
  const admin = await startAdmin(t)
  const first = await admin.list('custom-dimensions.list', { property: full })
  t.equal(first.items.length, 50)
  t.type(first.next, 'string')
  const second = await admin.list('custom-dimensions.list', { property: full, cursor: first.next })
  t.equal(second.items.length, 1)
  t.equal(second.next, undefined)
  const ids = [...first.items, ...second.items].map(({ id }) => id)
  t.equal(new Set(ids).size, 51)
})

t.test('a page is as large as it is asked for', async (t) => {
  const admin = await startAdmin(t)
  const { items, next } = await admin.list('custom-dimensions.list', { property: full, pageSize: 200 })
  t.equal(items.length, 51)
  t.equal(next, undefined)
  t.match(admin.host.journal.at(-1), { path: `/v1beta/properties/${full}/customDimensions` })
})

t.test('a cursor of another list is refused, and the refusal says where it stands', async (t) => {
  const admin = await startAdmin(t)
  const { next } = await admin.list('custom-dimensions.list', { property: full, pageSize: 2 })
  for (const cursor of [next, 'never-given'])
    await t.rejects(admin.run('custom-metrics.list', { property, cursor }), {
      code: 'vendor_rejected',
      errors: [{ path: '/cursor' }],
    })
})

t.test('an empty list is an empty list', async (t) => {
  const admin = await startAdmin(t)
  t.same(await admin.list('google-ads-links.list', { property: '344444444' }), { items: [], next: undefined })
})

t.test('all accounts are read, whatever pages they come in', async (t) => {
  const admin = await startAdmin(t, { accounts: 450 })
  const outcome = await admin.run('accounts.summaries', {}, {})
  const items = outcome.data['items'] as ReadonlyArray<{ account: string; properties: unknown[] }>
  t.equal(items.length, 452)
  t.equal(new Set(items.map(({ account }) => account)).size, 452)
  t.equal(outcome.sent.length, 3)
  t.equal(outcome.next, undefined)
  t.equal(outcome.isPartial, false)
  t.same(items.at(-1)?.properties, [])
})

t.test('more accounts than one call reads are continued by the next one', async (t) => {
  const admin = await startAdmin(t, { accounts: 5_001 })
  const first = await admin.run('accounts.summaries')
  t.equal((first.data['items'] as unknown[]).length, 5_000)
  t.equal(first.isPartial, true)
  t.match(first.warnings, [{ code: 'more_accounts', path: '/items' }])
  const second = await admin.run('accounts.summaries', { cursor: first.next })
  t.equal((second.data['items'] as unknown[]).length, 3)
  t.equal(second.isPartial, false)
  t.equal(second.next, undefined)
})
