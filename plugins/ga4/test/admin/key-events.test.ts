import t from 'tap'
import { property, startAdmin, viewed } from './support.ts'

t.test('a key event is made, changed and deleted', async (t) => {
  const admin = await startAdmin(t)
  const input = { property, eventName: 'catalogue_request', countingMethod: 'ONCE_PER_EVENT' }
  const { data } = await admin.run('key-events.create', input)
  t.match(data, { custom: true, deletable: true, defaultValue: null })
  await t.rejects(admin.run('key-events.create', input), { code: 'conflict' })
  const { id } = data
  const worth = { numericValue: 0, currencyCode: 'EUR' }
  t.match((await admin.run('key-events.update', { property, id, defaultValue: worth })).data, {
    defaultValue: worth,
    countingMethod: 'ONCE_PER_EVENT',
  })
  const emptied = await admin.run('key-events.update', { property, id, defaultValue: null })
  t.match(emptied.data, { defaultValue: null })
  t.match(emptied.sent, [{ query: { updateMask: 'default_value' }, json: {} }])
  await admin.run('key-events.delete', { property, id })
  t.equal((await admin.list('key-events.list', { property })).items.length, 2)
})

t.test('Google’s own events stay', async (t) => {
  const admin = await startAdmin(t)
  await t.rejects(admin.run('key-events.delete', { property, id: '7000000001' }), {
    code: 'vendor_rejected',
    message: /cannot be deleted/,
  })
})

t.test(
  'a property has its own settings of retention, which standard properties cannot stretch',
  async (t) => {
    const admin = await startAdmin(t)
    await t.rejects(admin.run('data-retention.update', { property, eventDataRetention: 'FIFTY_MONTHS' }), {
      code: 'vendor_rejected',
      errors: [{ path: '/eventDataRetention' }],
    })
    const premium = { property: '322222222' }
    await admin.run('data-retention.update', { ...premium, eventDataRetention: 'FIFTY_MONTHS' })
    t.match((await admin.run('data-retention.get', premium)).data, {
      eventDataRetention: 'FIFTY_MONTHS',
      userDataRetention: 'TWO_MONTHS',
    })
    await admin.run('data-retention.update', { property, resetUserDataOnNewActivity: false })
    t.match((await admin.run('data-retention.get', { property })).data, { resetUserDataOnNewActivity: false })
    await t.rejects(
      admin.run('data-retention.update', { property: viewed, userDataRetention: 'TWO_MONTHS' }),
      { code: 'connection_forbidden' },
    )
  },
)
