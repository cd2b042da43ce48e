import t from 'tap'
import { full, property, startAdmin, viewed } from './support.ts'

const plant = { property, parameterName: 'plant_family', displayName: 'Plant family', scope: 'EVENT' }

t.test('a custom dimension is made, changed and archived', async (t) => {
  const admin = await startAdmin(t)
  const made = await admin.run('custom-dimensions.create', plant)
  const id = made.data['id']
  t.match(await admin.list('custom-dimensions.list', { property }), {
    items: [{ parameterName: 'member_tier' }, { parameterName: 'article_author' }, { id }],
  })
  const changed = await admin.run('custom-dimensions.update', {
    property,
    id,
    displayName: 'Family of the plant',
    description: 'From the catalogue',
  })
  t.match(changed.sent, [
    {
      method: 'PATCH',
      query: { updateMask: 'display_name,description' },
      json: { displayName: 'Family of the plant', description: 'From the catalogue' },
    },
  ])
  t.match((await admin.run('custom-dimensions.get', { property, id })).data, {
    parameterName: 'plant_family',
    displayName: 'Family of the plant',
    description: 'From the catalogue',
  })
  await admin.run('custom-dimensions.update', { property, id, description: '' })
  t.match((await admin.run('custom-dimensions.get', { property, id })).data, { description: '' })
  t.same((await admin.run('custom-dimensions.archive', { property, id })).data, { id })
  t.equal((await admin.list('custom-dimensions.list', { property })).items.length, 2)
  await t.rejects(admin.run('custom-dimensions.get', { property, id }), { code: 'not_found' })
  await t.resolves(admin.run('custom-dimensions.create', plant), 'its parameter can get a new one')
})

t.test('a parameter has one custom dimension of a scope', async (t) => {
  const admin = await startAdmin(t)
  await admin.run('custom-dimensions.create', plant)
  await t.rejects(admin.run('custom-dimensions.create', plant), {
    code: 'conflict',
    upstream: { status: 409, code: 'ALREADY_EXISTS' },
  })
  await t.resolves(admin.run('custom-dimensions.create', { ...plant, scope: 'ITEM' }))
  await t.rejects(
    admin.run('custom-metrics.create', {
      property,
      parameterName: 'reading_time',
      displayName: 'Reading',
      measurementUnit: 'SECONDS',
    }),
    { code: 'conflict' },
  )
})

t.test(
  'a full property takes no more of a scope, and the caller is not told to wait for a report',
  async (t) => {
    const admin = await startAdmin(t)
    const failure = await admin.run('custom-dimensions.create', { ...plant, property: full }).then(
      () => undefined,
      (error: unknown) => error,
    )
    t.match(failure, { code: 'vendor_rejected', retryable: false, upstream: { code: 'FAILED_PRECONDITION' } })
    await t.resolves(admin.run('custom-dimensions.create', { ...plant, property: full, scope: 'USER' }))
  },
)

t.test('what Google does not take is named by the field of the input', async (t) => {
  const admin = await startAdmin(t)
  await t.rejects(admin.run('custom-dimensions.create', { ...plant, disallowAdsPersonalization: true }), {
    code: 'vendor_rejected',
    errors: [{ path: '/disallowAdsPersonalization' }],
  })
  await t.rejects(
    admin.run('custom-dimensions.create', { ...plant, scope: 'USER', parameterName: 'a'.repeat(30) }),
    { code: 'vendor_rejected', errors: [{ path: '/parameterName' }] },
  )
  await t.rejects(
    admin.run('custom-metrics.create', {
      property,
      parameterName: 'cost',
      displayName: 'Cost',
      measurementUnit: 'CURRENCY',
    }),
    { code: 'vendor_rejected', errors: [{ path: '/restrictedMetricType' }] },
  )
})

t.test('a change of nothing never reaches Google', async (t) => {
  const admin = await startAdmin(t)
  const asked = admin.host.journal.length
  for (const [id, input] of [
    ['custom-dimensions.update', { property, id: '6000000001' }],
    ['custom-metrics.update', { property, id: '6100000001' }],
    ['properties.update', { property }],
    ['data-streams.update', { property, id: '5000000001' }],
    ['key-events.update', { property, id: '7000000002' }],
    ['annotations.update', { property, id: '9200000001' }],
    ['data-retention.update', { property }],
  ] as const)
    await t.rejects(admin.run(id, input), { code: 'invalid_input', errors: [{ path: '' }] }, id)
  const sent = admin.host.journal.slice(asked).filter(({ path }) => path !== '/token')
  t.same(sent, [])
})

t.test('who may only look may not change', async (t) => {
  const admin = await startAdmin(t)
  await t.resolves(admin.list('custom-dimensions.list', { property: viewed }))
  await t.rejects(admin.run('custom-dimensions.create', { ...plant, property: viewed }), {
    code: 'connection_forbidden',
  })
})

t.test('a custom metric is made, changed and archived', async (t) => {
  const admin = await startAdmin(t)
  const { data } = await admin.run('custom-metrics.create', {
    property,
    parameterName: 'weight',
    displayName: 'Weight',
    measurementUnit: 'STANDARD',
  })
  const { id } = data
  t.match(data, { scope: 'EVENT', restrictedMetricType: [] })
  const changed = await admin.run('custom-metrics.update', {
    property,
    id,
    measurementUnit: 'CURRENCY',
    restrictedMetricType: ['REVENUE_DATA'],
  })
  t.match(changed.data, { measurementUnit: 'CURRENCY', restrictedMetricType: ['REVENUE_DATA'] })
  await admin.run('custom-metrics.archive', { property, id })
  await t.rejects(admin.run('custom-metrics.archive', { property, id }), { code: 'not_found' })
})
