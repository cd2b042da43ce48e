import t from 'tap'
import { connectorPackage } from '../support/connector-source.ts'
import { openApp } from '../support/open-app.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

const versioned = (version: string) =>
  connectorPackage('some', {
    manifest: { version },
    definition: `
      vendor: {
        ...vendor,
        classify: ({ status }) =>
          status === 404
            ? { serialize: () => ({ code: 'vendor_rejected', detail: 'classified by ${version}' }) }
            : undefined,
      },`,
    operation: `
      run: async ({ http, input }) => {
        await http.get('/thing', { response: Type.Any() })
        return { version: '${version}' }
      },`,
  })

t.test('two majors serve side by side, the higher one under the plain id', async (t) => {
  const folder = t.testdir({ old: versioned('1.4.0'), new: versioned('2.0.1') })
  const vendor = await startVendor(t, answerJson({}))
  const { app, get, post } = await openApp(t, {
    settings: { connectors: './old,./new' },
    dependencies: { baseFolder: folder, ...vendor.connect('some') },
  })
  t.same(app.patchbay.registry.quarantined, [])
  const call = async (name: string): Promise<unknown> =>
    JSON.parse((await post(`/v1/connectors/${name}/thing.get`, {})).text) as unknown
  t.match(await call('some'), { data: { version: '2.0.1' } })
  t.match(await call('some@2'), { data: { version: '2.0.1' } })
  t.match(await call('some@1'), { data: { version: '1.4.0' } })
  t.equal((await post('/v1/connectors/some@3/thing.get', {})).status, 404)

  const versionOf = async (name: string): Promise<unknown> =>
    (JSON.parse((await get(`/v1/connectors/${name}`)).text) as { data: { version: string } }).data.version
  t.equal(await versionOf('some'), '2.0.1')
  t.equal(await versionOf('some@1'), '1.4.0')

  vendor.answerWith(answerJson({}, 404))
  t.match(await call('some@2'), { detail: 'classified by 2.0.1' })
  t.match(
    await call('some@1'),
    { detail: 'classified by 1.4.0' },
    'each major reads answers by its own rules',
  )
})

t.test('a version with a leading v has a major', async (t) => {
  const folder = t.testdir({ some: connectorPackage('some', { manifest: { version: 'v3.1.0' } }) })
  const { get } = await openApp(t, {
    settings: { connectors: './some' },
    dependencies: { baseFolder: folder },
  })
  t.match(JSON.parse((await get('/v1/connectors/some@3')).text), { data: { version: '3.1.0' } })
})
