import { Problem } from '@patchbay/contract'
import fastify from 'fastify'
import t, { type Test } from 'tap'
import { operatorOf } from '../../src/access/operator.ts'
import type { AuditEvent } from '../../src/audit/audit-entry.ts'
import { digestOf } from '../../src/audit/digest.ts'
import { requestAudit } from '../../src/audit/request-audit.ts'
import { errorHandling } from '../../src/http/error-handling.ts'
import { requestIdentity } from '../../src/http/request-identity.ts'
import { createRedactor } from '../../src/telemetry/redaction/redactor.ts'
import { embeddedStore } from '../support/with-each-store.ts'

interface Thing {
  readonly id: string
  readonly size: number
  readonly secret: string
}

async function open(t: Test, append?: (event: AuditEvent) => Promise<void>) {
  const events: (AuditEvent & { isWithin: boolean })[] = []
  const store = await embeddedStore(t)
  const app = fastify()
  t.teardown(() => app.close())
  app.decorate('limitUnknown', (_request, _reply, proceed) => proceed())
  app.decorateRequest('principal', undefined)
  app.addHook('onRequest', async (request) => {
    if (request.headers.authorization !== undefined) request.principal = operatorOf('acme')
  })
  await app.register(requestIdentity)
  await app.register(requestAudit, {
    audit: {
      async append(event, database) {
        await append?.(event)
        events.push({ ...event, isWithin: database !== undefined })
      },
    },
  })
  await app.register(errorHandling, { redactor: createRedactor() })
  const config = { audit: { action: 'thing.create' } } as const
  app.post<{ Body: { id: string; fail?: boolean } }>('/things', { config }, async ({ body }) => {
    if (body.fail === true) throw new Problem('precondition_failed')
    return { data: { id: body.id } }
  })
  app.delete<{ Params: { id: string } }>(
    '/things/:id',
    {
      config: {
        audit: { action: 'thing.delete', target: ({ params }) => (params as { id: string }).id },
      },
      onRequest: async () => {
        throw new Problem('forbidden')
      },
    },
    async () => ({}),
  )
  app.put<{ Querystring: { undone?: string; fails?: string } }>(
    '/things',
    { config: { audit: { action: 'thing.put' } } },
    async (request) => {
      const { undone, fails } = request.query
      const record = request.recordChange(({ secret: _secret, ...thing }: Thing) => thing)
      await store.transaction(async (database) => {
        await record(database, { size: 1, id: 'a', secret: 'x' }, { id: 'a', size: 2, secret: 'y' })
        if (undone !== undefined) throw new Problem('conflict')
      })
      if (fails !== undefined) throw new Problem('vendor_error')
      return { data: { id: 'other' } }
    },
  )
  app.get<{ Querystring: { as: string; fails?: string } }>(
    '/callback',
    { config: { access: 'public', audit: { action: 'thing.agree' } } },
    async (request) => {
      const { as, fails } = request.query
      if (as !== '') request.onBehalfOf = { tenant: 'globex', id: as, kind: 'oidc', target: 'a' }
      request.problemCode = fails
      return 'a page'
    },
  )
  app.get('/things', async () => ({ data: { id: 'x' } }))
  app.post('/none', { config: { audit: { none: 'It only looks.' } } }, async () => ({ data: { id: 'x' } }))
  const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: string, isKnown = true) =>
    app.inject({
      method,
      url,
      headers: {
        ...(isKnown && { authorization: 'x' }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
      },
      ...(payload !== undefined && { payload }),
    })
  return { events, send }
}

t.test('a change leaves one entry, with who did it, to what, and what came of it', async (t) => {
  const { events, send } = await open(t)
  const answer = await send('POST', '/things', '{"id":"one"}')
  const requestId = String(answer.headers['x-request-id'])
  t.match(events, [
    {
      tenant: 'acme',
      actor: 'operator',
      actorKind: 'operator',
      action: 'thing.create',
      target: undefined,
      outcome: 'ok',
      requestId,
      traceId: requestId,
      details: { address: '127.0.0.1' },
      isWithin: false,
    },
  ])
  t.equal(events.length, 1)
})

t.test('a change that fails leaves one entry, wherever it fails', async (t) => {
  const { events, send } = await open(t)
  t.equal((await send('POST', '/things', '{"id":"one","fail":true}')).statusCode, 412)
  t.equal((await send('POST', '/things', '{"id":')).statusCode, 400)
  t.equal((await send('DELETE', '/things/one')).statusCode, 403)
  t.match(events, [
    { action: 'thing.create', outcome: 'precondition_failed' },
    { action: 'thing.create', outcome: 'invalid_request' },
    { action: 'thing.delete', outcome: 'forbidden', target: 'one' },
  ])
  t.equal(events.length, 3)
})

t.test('what only reads, and who is not known, leave none', async (t) => {
  const { events, send } = await open(t)
  await send('GET', '/things')
  await send('POST', '/none', '{}')
  await send('POST', '/things', '{"id":"one"}', false)
  t.same(events, [])
})

t.test('an entry of the transaction of its change stands for the request', async (t) => {
  const { events, send } = await open(t)
  t.equal((await send('PUT', '/things')).statusCode, 200)
  t.equal((await send('PUT', '/things?fails')).statusCode, 502, 'after the change was made')
  const change = {
    outcome: 'ok',
    isWithin: true,
    target: 'a',
    before: digestOf({ id: 'a', size: 1 }),
    after: digestOf({ size: 2, id: 'a' }),
  }
  t.match(events, [change, change])
  t.equal(events.length, 2)
})

t.test('a change that was undone leaves an entry that says so', async (t) => {
  const { events, send } = await open(t)
  t.equal((await send('PUT', '/things?undone')).statusCode, 409)
  t.match(events, [
    { outcome: 'ok', isWithin: true },
    { outcome: 'conflict', isWithin: false, before: undefined, after: undefined },
  ])
  t.equal(events.length, 2)
  t.equal(events[0]?.id, events[1]?.id, 'which is written only if the first one was undone with its change')
})

t.test('a change that cannot be recorded is not made', async (t) => {
  let isFull = true
  const { events, send } = await open(t, async () => {
    if (isFull) throw new Problem('state_unavailable')
  })
  t.equal((await send('PUT', '/things')).json().code, 'state_unavailable')
  isFull = false
  t.equal((await send('PUT', '/things')).statusCode, 200)
  t.match(events, [{ outcome: 'ok' }])
  t.equal(events.length, 1)
})

t.test('a public route has an entry once it is known for whom it acts', async (t) => {
  const { events, send } = await open(t)
  await send('GET', '/callback?as=', undefined, false)
  await send('GET', '/callback?as=anna', undefined, false)
  await send('GET', '/callback?as=anna&fails=denied', undefined, false)
  const entry = { tenant: 'globex', actor: 'anna', actorKind: 'oidc', action: 'thing.agree', target: 'a' }
  t.match(events, [
    { ...entry, outcome: 'ok' },
    { ...entry, outcome: 'denied' },
  ])
  t.equal(events.length, 2)
})

t.test('what could not be recorded is not answered as if it were', async (t) => {
  const { send } = await open(t, async () => {
    throw new Problem('outcome_unknown')
  })
  const answer = await send('POST', '/things', '{"id":"one"}')
  t.match([answer.statusCode, answer.json()], [502, { code: 'outcome_unknown' }])
  t.equal((await send('POST', '/things', '{"fail":true}')).json().code, 'precondition_failed')
})
