import t from 'tap'
import { property, startAdmin } from './support.ts'

t.test('streams of every kind are made with what is their own', async (t) => {
  const admin = await startAdmin(t)
  const kinds = [
    ['WEB_DATA_STREAM', 'defaultUri', 'https://seeds.example', 'webStreamData'],
    ['ANDROID_APP_DATA_STREAM', 'packageName', 'com.fernhill.seeds', 'androidAppStreamData'],
    ['IOS_APP_DATA_STREAM', 'bundleId', 'com.fernhill.seeds', 'iosAppStreamData'],
  ] as const
  for (const [type, field, value, place] of kinds) {
    const { data } = await admin.run('data-streams.create', {
      property,
      type,
      displayName: 'Seeds',
      [field]: value,
    })
    t.match(data, { type, [place]: { [field]: value } })
  }
  t.equal((await admin.list('data-streams.list', { property })).items.length, 5)
})

t.test('a kind without its own field, or with that of another, never reaches Google', async (t) => {
  const admin = await startAdmin(t)
  await t.rejects(
    admin.run('data-streams.create', {
      property,
      type: 'IOS_APP_DATA_STREAM',
      displayName: 'Seeds',
      packageName: 'com.fernhill.seeds',
    }),
    { code: 'invalid_input', errors: [{ path: '/bundleId' }, { path: '/packageName' }] },
  )
  t.notOk(admin.host.journal.some(({ path }) => path.endsWith('/dataStreams')))
})

t.test('a stream is renamed, moved and deleted', async (t) => {
  const admin = await startAdmin(t)
  const stream = { property, id: '5000000001' }
  const outcome = await admin.run('data-streams.update', { ...stream, defaultUri: 'https://new.example' })
  t.match(outcome.sent, [{ query: { updateMask: 'web_stream_data.default_uri' } }])
  t.match(outcome.data, {
    displayName: 'Fernhill Garden website',
    webStreamData: { defaultUri: 'https://new.example', measurementId: 'G-FERNHILL01' },
  })
  await admin.run('data-streams.delete', stream)
  await t.rejects(admin.run('data-streams.get', stream), { code: 'not_found' })
})

t.test('apps have no settings of websites', async (t) => {
  const admin = await startAdmin(t)
  for (const id of ['data-streams.enhanced_measurement', 'data-streams.global_site_tag'])
    await t.rejects(admin.run(id, { property, id: '5000000002' }), { code: 'not_found' }, id)
})

t.test('secrets are listed without their values', async (t) => {
  const admin = await startAdmin(t)
  const path = `/v1beta/properties/${property}/dataStreams/5000000001/measurementProtocolSecrets`
  t.match(JSON.stringify((await admin.send('GET', path)).body), /secretValue/, 'Google sends them')
  const { items } = await admin.list('measurement-secrets.list', { property, stream: '5000000001' })
  t.same(items, [{ id: '5100000001', displayName: 'Till in the shop' }])
})
