import t from 'tap'
import { property, startAdmin } from './support.ts'

const sale = { property, title: 'Sale', color: 'GREEN' }

t.test('an annotation is made, moved from a day to a range, and deleted', async (t) => {
  const admin = await startAdmin(t)
  const { data } = await admin.run('annotations.create', { ...sale, date: '2026-11-02' })
  const { id } = data
  t.match(data, { date: '2026-11-02', dateRange: null, description: '' })
  const dateRange = { startDate: '2026-11-02', endDate: '2026-11-09' }
  const moved = await admin.run('annotations.update', { property, id, dateRange })
  t.match(moved.data, { date: null, dateRange, title: 'Sale' })
  t.match(moved.sent, [{ query: { updateMask: 'annotation_date_range' } }])
  await admin.run('annotations.delete', { property, id })
  await t.rejects(admin.run('annotations.delete', { property, id }), { code: 'not_found' })
})

t.test('those of some days are those that touch them', async (t) => {
  const admin = await startAdmin(t)
  const titles = async (startDate: string, endDate: string) =>
    (await admin.list('annotations.list', { property, startDate, endDate })).items.map(({ title }) => title)
  t.same(await titles('2026-09-16', '2026-09-30'), ['Outage of the tags'])
  t.same(await titles('2026-09-17', '2026-10-04'), [])
  t.same(await titles('2026-09-01', '2026-10-31'), ['New navigation', 'Outage of the tags'])
  await t.rejects(admin.run('annotations.list', { property, startDate: '2026-09-01' }), {
    code: 'invalid_input',
    errors: [{ path: '/endDate' }],
  })
})

t.test('an annotation is about a day or some, in their order', async (t) => {
  const admin = await startAdmin(t)
  const dateRange = { startDate: '2026-11-09', endDate: '2026-11-02' }
  await t.rejects(admin.run('annotations.create', sale), { errors: [{ path: '/date' }] })
  await t.rejects(admin.run('annotations.create', { ...sale, dateRange }), {
    errors: [{ path: '/dateRange/endDate' }],
  })
  await t.rejects(admin.run('annotations.create', { ...sale, dateRange, date: '2026-11-02' }), {
    errors: [{ path: '/dateRange' }],
  })
  await t.rejects(admin.run('annotations.create', { ...sale, date: '2026-02-30' }), {
    code: 'vendor_rejected',
    errors: [{ path: '/date' }],
  })
})

t.test('what Google has noted itself stays', async (t) => {
  const admin = await startAdmin(t)
  const own = { property, id: '9200000002' }
  await t.rejects(admin.run('annotations.update', { ...own, title: 'Mine' }), { code: 'vendor_rejected' })
  await t.rejects(admin.run('annotations.delete', own), { code: 'vendor_rejected' })
})
