import t, { type Test } from 'tap'
import { ConfigurationError, type ConnectionSettings } from '@patchbay/runtime'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

const probe = './fixtures/connectors/probe'
const secret = 'super-secret-value'

const openWith = (
  t: Test,
  connections: readonly ConnectionSettings[],
  egressAllow = '',
  connectors = probe,
): Promise<OpenApp> =>
  openApp(t, { settings: { connectors, egressAllow, logLevel: 'warn' }, dependencies: { connections } })

const problemsWith = async (
  t: Test,
  settings: Partial<ConnectionSettings>,
  egressAllow?: string,
): Promise<string> => {
  try {
    await openWith(t, [{ id: 'main', connector: 'probe', ...settings }], egressAllow)
    return ''
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.join('\n')
    throw error
  }
}

const good = { credentials: { key: secret } }

t.test('a field that is wrong is named by its path, and its value is not repeated', async (t) => {
  const said = async (settings: Partial<ConnectionSettings>, expected: RegExp): Promise<void> => {
    const problems = await problemsWith(t, settings)
    t.match(problems, expected)
    t.notMatch(problems, secret)
  }
  await said({}, /^connection main: \/credentials\/key: is required$/)
  await said({ credentials: { key: '' } }, /^connection main: \/credentials\/key: must NOT have fewer than 1/)
  await said(
    { credentials: { key: secret, [`x-${'y'}`]: secret } },
    /\/credentials\/x-y: is not a known field/,
  )
  await said({ credentials: { key: `${secret}\n` } }, /^connection main: \/credentials\/key: has a character/)
  await said({ ...good, auth: 'oauth' }, /^connection main: \/auth: "oauth" is none of header, query$/)
  await said({ ...good, auth: 'constructor' }, /^connection main: \/auth: "constructor" is none of/)
  await said(
    { ...good, config: { region: 'europe' } },
    /^connection main: \/config\/region: must match pattern/,
  )
  await said(
    { ...good, config: { regoin: 'eu' } },
    /^connection main: \/config\/regoin: is not a known field/,
  )
  await said(
    { ...good, config: { broken: true } },
    /^connection main: \/origins: TypeError: a bug in an origin$/,
  )
})

t.test('all that is wrong with all connections is said at once', async (t) => {
  const connections = [
    { id: 'one', connector: 'probe', config: { region: 1, more: 2 } },
    { id: 'two', connector: 'probe', auth: 'none' },
  ]
  const opening = openWith(t, connections)
  await t.rejects(opening, ConfigurationError)
  const { problems } = (await opening.catch((error: unknown) => error)) as ConfigurationError
  t.match(problems.toSorted(), [
    /^connection one: \/config\/more/,
    /^connection one: \/config\/region/,
    /^connection one: \/credentials\/key/,
    /^connection two: \/auth/,
  ])
})

t.test('an origin leads only where the egress policy lets it', async (t) => {
  const to = (api: string) => ({ ...good, origins: { api } })
  const proxy = 'https://proxy.example'
  t.match(
    await problemsWith(t, to(proxy)),
    /^connection main: \/origins\/api: .* add it to PATCHBAY_EGRESS_ALLOW$/,
  )
  t.match(await problemsWith(t, to('http://127.0.0.1:1'), `${proxy}, http://127.0.0.2:*`), /\/origins\/api: /)
  t.equal(await problemsWith(t, to(proxy), proxy), '')
  t.equal(await problemsWith(t, to('http://127.0.0.1:8080'), 'http://127.0.0.1:*'), '')
  t.equal(await problemsWith(t, to('https://probe.example')), '', 'its own address needs no permission')
  t.match(await problemsWith(t, to('ftp://proxy.example')), /\/origins\/api: .*is not an origin/)
  t.match(await problemsWith(t, to(`${proxy}/v1`), proxy), /\/origins\/api: .*more than an origin/)
  t.match(
    await problemsWith(t, { ...good, origins: { pai: proxy } }, proxy),
    /^connection main: \/origins\/pai: is none of api, regional$/,
  )
  const withPassword = await problemsWith(t, to(`https://user:${secret}@proxy.example`), proxy)
  t.match(withPassword, /^connection main: \/origins\/api: /)
  t.notMatch(withPassword, secret)
})

t.test('a policy that is wrong is a wrong setting', async (t) => {
  const opening = openWith(t, [], 'https://proxy.example/path')
  await t.rejects(opening, { name: 'ConfigurationError', message: /PATCHBAY_EGRESS_ALLOW: / })
})

t.test('origins may depend on the config', async (t) => {
  const { get } = await openWith(t, [
    { id: 'plain', connector: 'probe', ...good },
    { id: 'french', connector: 'probe', ...good, config: { region: 'fr' } },
  ])
  const { text } = await get('/v1/connections')
  t.match(JSON.parse(text), {
    data: [
      {
        id: 'plain',
        config: { region: 'eu' },
        origins: { regional: 'https://eu.probe.example' },
        source: 'live',
      },
      { id: 'french', origins: { api: 'https://probe.example', regional: 'https://fr.probe.example' } },
    ],
  })
  t.notMatch(text, secret)
})

t.test('a call goes through the connection that it names, or the only one', async (t) => {
  const [first, second] = [
    await startVendor(t, answerJson({ ok: true })),
    await startVendor(t, answerJson({ ok: true })),
  ]
  const connect = (id: string, url: string) => ({ id, connector: 'probe', ...good, origins: { api: url } })
  const connections = [connect('first', first.url), connect('second', second.url)]
  const allow = `${first.url},${second.url}`
  const path = '/v1/connectors/probe/items.get'

  const two = await openWith(t, connections, allow)
  const unnamed = expectProblem(t, await two.post(path, {}), 'connection_missing')
  t.match(unnamed.advice, 'first, second')
  const unknown = expectProblem(t, await two.post(path, {}, { 'patchbay-connection': 'third' }), 'not_found')
  t.match(unknown.detail, '"third"')
  const named = await two.post(path, {}, { 'patchbay-connection': 'second' })
  t.match(JSON.parse(named.text), { meta: { connection: 'second', source: 'live' } })
  t.equal(first.requests.length, 0)
  t.equal(second.requests.length, 1)

  const one = await openWith(t, connections.slice(0, 1), allow)
  t.match(JSON.parse((await one.post(path, {})).text), { meta: { connection: 'first' } })
})

t.test('a connection of another connector is not found', async (t) => {
  const { post } = await openWith(
    t,
    [{ id: 'main', connector: 'probe', ...good }],
    '',
    './fixtures/connectors/echo,./fixtures/connectors/probe',
  )
  const answer = await post('/v1/connectors/echo/text.say', { text: 'a' }, { 'patchbay-connection': 'main' })
  expectProblem(t, answer, 'not_found')
})

t.test('a connection of a connector that is not loaded is only warned of', async (t) => {
  const { lines } = await openWith(t, [{ id: 'lost', connector: 'gone' }])
  t.match(lines(), [{ level: 'warn', connection: 'lost', connector: 'gone' }])
})

t.test('mock data is marked as such, and never takes the place of a connection', async (t) => {
  const mocked = await openApp(t)
  const say = '/v1/connectors/echo/text.say'
  t.match(JSON.parse((await mocked.post(say, { text: 'a' })).text), {
    meta: { connection: 'echo-emulator', source: 'mock' },
  })
  const live = await openApp(t, { settings: { useMockData: false } })
  expectProblem(t, await live.post(say, { text: 'a' }), 'connection_missing')
  t.equal(live.app.patchbay.emulators.size, 0, 'no emulator runs')

  const vendor = await startVendor(t, answerJson({ said: 'live' }))
  const connected = await openApp(t, { dependencies: vendor.connect('echo') })
  t.match(JSON.parse((await connected.post(say, { text: 'a' })).text), {
    data: { text: 'live' },
    meta: { connection: 'main', source: 'live' },
  })
  t.equal(connected.app.patchbay.emulators.size, 0, 'no emulator runs beside a connection')
})
