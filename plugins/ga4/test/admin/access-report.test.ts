import t from 'tap'
import { account, property, startAdmin, viewed } from './support.ts'

const week = { startDate: '7daysAgo', endDate: 'yesterday' }

t.test('rows have their values by name, numbers as numbers', async (t) => {
  const admin = await startAdmin(t)
  const { data } = await admin.run('access-report.run', { property, ...week })
  t.match(data, {
    rowCount: 3,
    rows: [
      { dimensions: { userEmail: 'ada@fernhill.example' }, metrics: { accessCount: 70 } },
      { dimensions: { userEmail: 'ben@fernhill.example' }, metrics: { accessCount: 49 } },
      { metrics: { accessCount: 28 } },
    ],
    quota: { tokensPerDay: 249_990 },
  })
})

t.test('pages follow each other', async (t) => {
  const admin = await startAdmin(t)
  const input = { property, ...week, limit: 2 }
  const first = await admin.run('access-report.run', input)
  t.equal(first.next, '2')
  const second = await admin.run('access-report.run', { ...input, cursor: first.next })
  t.equal((second.data['rows'] as unknown[]).length, 1)
  t.equal(second.next, undefined)
  const beyond = await admin.run('access-report.run', { ...input, cursor: '9' })
  t.same(beyond.data['rows'], [])
  t.equal(beyond.next, undefined)
})

t.test('rows are filtered and ordered as asked', async (t) => {
  const admin = await startAdmin(t)
  const { data } = await admin.run('access-report.run', {
    property,
    ...week,
    dimensions: ['userEmail', 'userCountry'],
    filters: [
      { dimension: 'userEmail', match: 'ENDS_WITH', value: '@FERNHILL.example' },
      { dimension: 'userCountry', value: 'united states' },
    ],
    orderBy: { name: 'userEmail', desc: true },
  })
  const rows = data['rows'] as ReadonlyArray<{ dimensions: { userEmail: string } }>
  t.same(
    rows.map(({ dimensions }) => dimensions.userEmail),
    ['ben@fernhill.example', 'ada@fernhill.example'],
  )
})

t.test('an account tells of all its properties, and of no quota', async (t) => {
  const admin = await startAdmin(t)
  const input = { account, ...week, dimensions: ['accessedPropertyId'] }
  const { data, sent } = await admin.run('access-report.run', input)
  t.match(data, { quota: null, rowCount: 6 })
  t.match(sent, [{ path: `/v1beta/accounts/${account}:runAccessReport` }])
  await t.rejects(admin.run('access-report.run', { ...input, property }), {
    code: 'invalid_input',
    errors: [{ path: '/account' }],
  })
})

t.test('without dimensions the answer is the sum', async (t) => {
  const admin = await startAdmin(t)
  const { data } = await admin.run('access-report.run', { property, ...week, dimensions: [] })
  t.match(data, { rowCount: 1, rows: [{ dimensions: {}, metrics: { accessCount: 147 } }] })
})

t.test('what cannot be reported is refused at its field', async (t) => {
  const admin = await startAdmin(t)
  await t.rejects(admin.run('access-report.run', { property, dimensions: ['country'] }), {
    code: 'vendor_rejected',
    errors: [{ path: '/dimensions' }],
  })
  await t.rejects(admin.run('access-report.run', { property, startDate: 'today', endDate: 'yesterday' }), {
    code: 'vendor_rejected',
    errors: [{ path: '/endDate' }],
  })
  await t.rejects(admin.run('access-report.run', { property, orderBy: { name: 'userCountry' } }), {
    code: 'invalid_input',
    errors: [{ path: '/orderBy/name' }],
  })
  await t.rejects(admin.run('access-report.run', { property: viewed }), { code: 'connection_forbidden' })
})
