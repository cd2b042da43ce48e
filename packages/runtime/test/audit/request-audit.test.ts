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

async function open(t: Test, append?: (event: AuditEvent) => Promise<void>) {
  const events: (AuditEvent & { isWithin: boolean })[] = []
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
  app.post<{ Body: { id: string; fail?: boolean } }>('/things', { config }, async ({ body, changeAudit }) => {
    if (body.fail === true) throw new Problem('precondition_failed')
    changeAudit.note({ after: { id: body.id }, details: { size: 1 } })
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
  app.put<{ Querystring: { fail?: string } }>(
    '/things',
    { config: { audit: { action: 'thing.put' } } },
    async ({ query, changeAudit }) => {
      await changeAudit.within({} as never, { target: 'a', before: { b: 1, a: 1 }, after: {} })
      if (query.fail !== undefined) throw new Problem(query.fail as 'conflict')
      return { data: { id: 'other' } }
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
      target: 'one',
      outcome: 'ok',
      requestId,
      traceId: requestId,
      after: digestOf({ id: 'one' }),
      details: { size: 1, address: '127.0.0.1' },
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
  await send('PUT', '/things')
  await send('PUT', '/things?fail=conflict')
  t.match(events, [
    { outcome: 'ok', isWithin: true, target: 'a', before: digestOf({ a: 1, b: 1 }), after: digestOf({}) },
    { outcome: 'ok', isWithin: false },
    { outcome: 'ok', isWithin: true },
    { outcome: 'conflict', isWithin: false },
  ])
  const ids = events.map(({ id }) => id)
  t.ok(ids[0] !== undefined && ids[0] === ids[1] && ids[2] === ids[3], 'written once, by its id')
})

t.test('what could not be recorded is not answered as if it were', async (t) => {
  const { send } = await open(t, async () => {
    throw new Problem('outcome_unknown')
  })
  const answer = await send('POST', '/things', '{"id":"one"}')
  t.match([answer.statusCode, answer.json()], [502, { code: 'outcome_unknown' }])
  t.equal((await send('POST', '/things', '{"fail":true}')).json().code, 'precondition_failed')
})
