import t from 'tap'
import { VendorNotices } from '../../src/connectors/vendor-notices.ts'
import { connectorPackage } from '../support/connector-source.ts'
import { openApp } from '../support/open-app.ts'

t.test('what is said of the API is kept once, and what is about an answer is not', (t) => {
  const notices = new VendorNotices()
  const drift = { code: 'version_drift', message: 'Version 1 answers.' }
  t.equal(notices.note(drift, 1), true)
  t.equal(notices.note(drift, 5), false)
  t.equal(notices.note({ code: 'truncated', message: 'The list goes on.' }, 6), false)
  const [first, second] = [new Date(1), new Date(5)]
  t.same(notices.list(), [{ ...drift, count: 2, firstSeen: first, lastSeen: second }])
  for (let index = 0; index < 100; index += 1)
    notices.note({ code: 'deprecated', message: `Field ${index}` }, 7)
  t.equal(notices.list().length, 20)
  t.end()
})

t.test('the connector shows what its vendor says, and until when it is supported', async (t) => {
  const operation = `run: async ({ report }) => {
    report.warning({ code: 'deprecated', message: 'Things will go in March.' })
    return {}
  },`
  const definition = `vendor: { ...vendor, sunset: '2027-10-01' },`
  const { get, post, lines, metric } = await openApp(t, {
    settings: { connectors: './some', useMockData: false },
    dependencies: {
      baseFolder: t.testdir({ some: connectorPackage('some', { operation, definition }) }),
      connections: [{ id: 'main', connector: 'some', credentials: { key: 'the-key' } }],
      now: () => Date.UTC(2027, 8, 1),
    },
  })
  for (let count = 0; count < 2; count += 1) {
    const { text } = await post('/v1/connectors/some/thing.get', {})
    t.match(JSON.parse(text), { meta: { warnings: [{ code: 'deprecated' }] } })
  }
  for (const path of ['/v1/connectors/some', '/v1/connectors']) {
    const { data } = JSON.parse((await get(path)).text) as { data: object }
    t.match([data].flat()[0], {
      vendor: { support: { state: 'ending', until: '2027-10-01', daysLeft: 30 } },
      notices: [{ code: 'deprecated', message: 'Things will go in March.', count: 2 }],
    })
  }
  t.equal(lines().filter(({ msg }) => msg === 'Things will go in March.').length, 1)
  const end = await metric(/^patchbay_connector_support_end_seconds\{connector="some"\}/)
  t.equal(end, Date.UTC(2027, 9, 1) / 1_000)
})
