import t, { type Test } from 'tap'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { isPublicAddress, type Network } from '@patchbay/runtime'
import type { Store } from '../../src/store/store.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'
import { hour, minute, openWatched } from './open-watched.ts'
import { signatureOf, startReceiver } from './start-receiver.ts'

interface Target {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly signingSecret?: string
  readonly lastDelivery: { readonly outcome: string } | null
}

const open = async (t: Test, store: Store, network?: Network) => {
  const receiver = await startReceiver(t)
  const app = await openWatched(t, store, { egressAllow: [receiver.url], network })
  const add = (body: object) =>
    app.send('POST', '/v1/alert-targets', { name: 'one', kind: 'webhook', address: receiver.url, ...body })
  const list = () => app.data<Target[]>(app.get('/v1/alert-targets'))
  return { ...app, receiver, add, list }
}

t.test('a target is made, tried, changed and removed, and its secrets stay in the vault', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await open(t, store)
    const address = `${app.receiver.url}/a?token=very-secret-token`
    const made = await app.data<Target>(app.add({ address }))
    t.match(made, { address: `${app.receiver.url}/…`, lastDelivery: null })
    expectProblem(t, await app.add({}), 'conflict')
    const listed = await app.get('/v1/alert-targets')
    t.notMatch(listed.text, /very-secret-token|whsec_/)

    const tried = await app.send('POST', `/v1/alert-targets/${made.id}/test`)
    t.match(await app.data(tried), { delivered: true, outcome: 'delivered: 200' })
    const [message] = app.receiver.received
    if (message === undefined) throw new Error('nothing has arrived')
    t.equal(message.path, '/a?token=very-secret-token')
    t.match(message.body, { type: 'alert.test', data: { summary: /test/ } })
    t.equal(message.headers['webhook-signature'], signatureOf(message, made.signingSecret ?? ''))
    app.receiver.answer(500)
    t.match(await app.data(app.send('POST', `/v1/alert-targets/${made.id}/test`)), {
      delivered: false,
      outcome: 'failed: answered 500',
    })
    t.match(await app.list(), [{ lastDelivery: { outcome: 'failed: answered 500' } }])

    const patch = (body: object, headers = {}) =>
      app.send('PATCH', `/v1/alert-targets/${made.id}`, body, headers)
    t.match(await app.data(patch({ name: 'two', connectors: ['echo'], severities: ['page'] })), {
      name: 'two',
      version: 2,
      connectors: ['echo'],
    })
    expectProblem(t, await patch({ name: 'three' }, { 'if-match': '"1"' }), 'precondition_failed')
    t.match(await app.data(patch({ connectors: null }, { 'if-match': '"2"' })), { connectors: null })
    const rows = await store.database.selectFrom('alert_targets').selectAll().execute()
    t.notMatch(JSON.stringify(rows), /very-secret-token|whsec_/, 'they are not beside the vault')
    t.equal((await store.database.selectFrom('secrets').select('record').execute()).length, 2)

    t.equal((await app.send('DELETE', `/v1/alert-targets/${made.id}`)).status, 200)
    t.same(await store.database.selectFrom('secrets').select('record').execute(), [], 'they are gone')
    expectProblem(t, await app.send('DELETE', `/v1/alert-targets/${made.id}`), 'not_found')
    t.notMatch(JSON.stringify(app.lines()), /very-secret-token|whsec_/)
  }),
)

t.test('no target leads to where nobody may be told', (t) =>
  withEachStore(t, async (t, store) => {
    const network: Network = {
      lookup: (_name, _options, callback) => callback(null, [{ address: '10.0.0.1', family: 4 }]),
      isPublic: isPublicAddress,
    }
    const app = await open(t, store, network)
    for (const address of [
      'http://hooks.example.com/x',
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://169.254.169.254/latest',
      'https://localhost/x',
      'https://0x7f.1/x',
      'https://somebody:hidden-word@hooks.example.com/x',
      'ftp://hooks.example.com/x',
      'nowhere',
    ]) {
      const { errors, detail } = expectProblem(t, await app.add({ address }), 'invalid_input')
      t.match(errors, [{ path: '/address' }], address)
      t.notMatch(detail, /hidden-word/)
    }
    expectProblem(t, await app.add({ kind: 'email', address: 'on-call@example.com' }), 'invalid_input')
    expectProblem(t, await app.add({ kind: 'pigeon' }), 'invalid_input')
    t.same(await app.list(), [])
    // A name that is public by its looks and leads inside is found out when it is connected to.
    const inside = await app.data<Target>(app.add({ address: 'https://hooks.example.com/x' }))
    const tried = await app.data<{ delivered: boolean; outcome: string }>(
      app.send('POST', `/v1/alert-targets/${inside.id}/test`),
    )
    t.match(tried, { delivered: false, outcome: /^failed: .*not public/ })
  }),
)

t.test('what does not arrive is tried again with the same id', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await open(t, store)
    app.receiver.answer(503)
    await app.add({ severities: ['page'] })
    app.pass(15 * minute)
    app.traffic(hour, 60, 1)
    t.ok(await until(() => app.receiver.received.length === 1))
    const failed = async () => (await app.list())[0]?.lastDelivery?.outcome === 'failed: answered 503'
    t.ok(await until(failed), 'that it failed is shown')
    app.receiver.answer(204)
    await store.database
      .updateTable('alert_deliveries')
      .set({ next_at: new Date(0) })
      .execute()
    t.ok(await until(() => app.receiver.received.length === 2), 'it is tried again')
    const [first, second] = app.receiver.received
    t.equal(first?.headers['webhook-id'], second?.headers['webhook-id'])
    const delivered = async () => (await app.list())[0]?.lastDelivery?.outcome === 'delivered: 204'
    t.ok(await until(delivered))
  }),
)

t.test('mail is sent by the server of the settings', (t) =>
  withEachStore(t, async (t, store) => {
    const mails: { to: string[]; text: string; user: string }[] = []
    const server = new SMTPServer({
      authMethods: ['PLAIN', 'LOGIN'],
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _session, done) =>
        password === 'mail-password' ? done(null, { user: username }) : done(new Error('wrong password')),
      onData(stream, session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address)
          mails.push({ to, text: Buffer.concat(chunks).toString(), user: String(session.user) })
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    t.teardown(() => server.close(() => undefined))
    const { port } = server.server.address() as AddressInfo
    const smtpUrl = `smtp://patchbay:mail-password@127.0.0.1:${port}`
    const app = await openWatched(t, store, { settings: { smtpUrl, alertSender: 'alerts@example.com' } })
    const target = { name: 'team', kind: 'email', address: 'on-call@example.org' }
    const made = await app.data<Target>(app.send('POST', '/v1/alert-targets', target))
    t.equal(made.address, 'o…@example.org')
    t.match(await app.data(app.send('POST', `/v1/alert-targets/${made.id}/test`)), { delivered: true })
    t.match(mails, [{ to: ['on-call@example.org'], user: 'patchbay' }])
    t.match(mails[0]?.text, /Subject: \[TEST\] ticket: availability-burning/)
    t.match(mails[0]?.text, /Message-ID: <msg_[0-9a-f-]+@patchbay>/i)
    t.match(mails[0]?.text, /What to do: docs\/runbooks\.md#availability-burning/)
    t.notMatch(JSON.stringify(app.lines()), /mail-password/)
    for (const address of [
      'nobody',
      'a@b@c',
      'x@y.z\nbcc: all@example.org',
      '<a@example.org>, b@example.org',
    ]) {
      const answer = await app.send('POST', '/v1/alert-targets', { ...target, name: 'other', address })
      expectProblem(t, answer, 'invalid_input')
    }
  }),
)
