import type { CallContext, HttpRequest, TSchema } from '@patchbay/contract'
import { startEmulator } from '@patchbay/testkit'
import t, { type Test } from 'tap'
import emulator from '../src/emulator/index.ts'
import { bodyOf, streamOf } from '../src/event.ts'
import { events } from '../src/operations.ts'

const now = Date.parse('2026-11-27T12:00:00Z')
const web = { measurementId: 'G-EMULATED1', allowSending: true }

/** Runs an operation against the emulator; `sent` holds the paths that it asked for. */
async function start(t: Test) {
  const host = await startEmulator(emulator)
  t.teardown(() => host.close())
  const request = async ({ method, path, query = {}, json }: HttpRequest & { response: TSchema }) => {
    const url = new URL(path, host.url)
    for (const [name, value] of Object.entries({ ...query, api_secret: 'emulated-api-secret' }))
      url.searchParams.set(name, String(value))
    const answer = await fetch(url, { method, body: JSON.stringify(json) })
    const text = await answer.text()
    return { status: answer.status, headers: {}, body: text === '' ? '' : (JSON.parse(text) as unknown) }
  }
  const run = (id: keyof typeof events, input: object, config: object = web): Promise<unknown> =>
    events[id].run({ input, config, now, http: { request } } as unknown as CallContext<never, never, never>)
  return {
    run,
    sent: () => host.journal.map(({ path }) => path),
    bodies: () => host.journal.map(({ body }) => body),
  }
}

t.test('what is right is checked, then sent', async (t) => {
  const { run, sent, bodies } = await start(t)
  const input = {
    clientId: '1.1',
    userId: 'ada',
    occurredAt: '2026-11-26T12:00:00Z',
    userProperties: { tier: 'gold' },
    consent: { adUserData: false },
    events: [{ name: 'refund', params: { transaction_id: 'T-1' } }],
  }
  t.strictSame(await run('events.send', input), { sent: 1 })
  t.strictSame(sent(), ['/debug/mp/collect', '/mp/collect'])
  t.strictSame(JSON.parse(bodies()[1] ?? ''), {
    client_id: '1.1',
    user_id: 'ada',
    timestamp_micros: Date.parse('2026-11-26T12:00:00Z') * 1_000,
    user_properties: { tier: { value: 'gold' } },
    consent: { ad_user_data: 'DENIED' },
    events: [{ name: 'refund', params: { transaction_id: 'T-1' } }],
  })
})

t.test('what Google would drop is refused at its field, and not sent', async (t) => {
  const { run, sent } = await start(t)
  const wrong = {
    clientId: '1.1',
    events: [{ name: 'ok' }, { name: 'purchase', params: { value: 3 } }, { name: 'ga_x' }],
  }
  await t.rejects(run('events.send', wrong), {
    code: 'vendor_rejected',
    errors: [{ path: '/events/1/params' }, { path: '/events/2/name' }],
  })
  t.strictSame(sent(), ['/debug/mp/collect'])
  t.match(await run('events.validate', wrong), {
    isValid: false,
    findings: [{ code: 'VALUE_REQUIRED' }, { code: 'NAME_RESERVED' }],
  })
})

t.test('nothing is sent without leave, without events or without saying whose they are', async (t) => {
  const { run, sent } = await start(t)
  const input = { clientId: '1.1', events: [{ name: 'lead' }] }
  await t.rejects(run('events.send', input, { measurementId: 'G-EMULATED1' }), { code: 'disabled' })
  await t.rejects(run('events.send', { clientId: '1.1' }), { errors: [{ path: '/events' }] })
  await t.rejects(run('events.send', { events: [{ name: 'lead' }] }), { errors: [{ path: '/clientId' }] })
  await t.rejects(run('events.send', input, { firebaseAppId: '1:2:web:3', allowSending: true }), {
    errors: [{ path: '/appInstanceId' }],
  })
  t.strictSame(sent(), [])
  t.strictSame(await run('events.validate', {}), { isValid: true, findings: [] }, 'the check needs no input')
})

t.test('a connection names one stream', async (t) => {
  t.strictSame(streamOf({ measurementId: 'G-A1B2' }), { measurement_id: 'G-A1B2' })
  t.strictSame(streamOf({ firebaseAppId: '1:2' }), { firebase_app_id: '1:2' })
  for (const config of [{}, { measurementId: 'G-A1B2', firebaseAppId: '1:2' }]) {
    t.throws(() => streamOf(config), { code: 'invalid_input' })
  }
})

t.test('what is too old is refused, for Google would drop it', async (t) => {
  const old = { clientId: '1.1', occurredAt: '2026-11-24T11:59:00Z', events: [{ name: 'lead' }] }
  t.throws(() => bodyOf(old, web, now), { code: 'invalid_input', errors: [{ path: '/occurredAt' }] })
})
