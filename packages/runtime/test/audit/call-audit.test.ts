import { Problem, type Effect } from '@patchbay/contract'
import t from 'tap'
import { operator } from '../../src/access/operator.ts'
import type { AuditEvent } from '../../src/audit/audit-entry.ts'
import { auditedEngine, auditedKeyedCalls, createCallAudit } from '../../src/audit/call-audit.ts'
import { digestOf } from '../../src/audit/digest.ts'
import type { CallEngine } from '../../src/calls/call-engine.ts'
import type { Call } from '../../src/calls/call.ts'
import type { KeyedCalls, KeyedRun } from '../../src/calls/idempotency/keyed-calls.ts'

const callOf = (effect: Effect, input: unknown = { name: 'x' }): Call =>
  ({
    operation: {
      description: { id: 'items.add', effect },
      connector: { host: { description: { id: 'echo' } } },
      secretInputs: new Set(['password']),
    },
    input,
    place: { connector: 'echo', operation: 'items.add', connection: 'main' },
    principal: operator,
    requestId: 'r',
    traceId: 't',
  }) as unknown as Call

/** What happened, in order: steps of calls, and entries that became durable. */
function open(fail = false) {
  const steps: string[] = []
  const events: AuditEvent[] = []
  const audit = createCallAudit({
    async append(event) {
      await new Promise((resolve) => setImmediate(resolve))
      if (fail) throw new Problem('outcome_unknown')
      events.push(event)
      steps.push('entry')
    },
  })
  const keyedCalls: KeyedCalls = {
    admit: async () => ({
      id: 'id',
      unknownFor: undefined,
      succeeded: async () => void steps.push('kept'),
      failed: async () => void steps.push('failed'),
    }),
    close: async () => undefined,
  }
  const keyed = auditedKeyedCalls(keyedCalls, audit)
  const engineOf = (run: CallEngine['run'], runOnce?: CallEngine['runOnce']) =>
    auditedEngine(
      {
        run,
        runOnce: runOnce ?? (async (call) => run(call)),
        runOver: async (call) => run(call),
        stream: async () => result,
        validate: async () => result,
        forget: () => undefined,
        close: () => undefined,
      },
      audit,
    )
  return { steps, events, engineOf, keyed }
}

const result = { cache: undefined } as never

t.test('a call that is not a read is answered when its entry is durable', async (t) => {
  const { events, steps, engineOf } = open()
  const engine = engineOf(async () => (steps.push('ran'), result))
  for (const effect of ['idempotent', 'write', 'destructive'] as const) await engine.run(callOf(effect))
  t.same(steps, ['ran', 'entry', 'ran', 'entry', 'ran', 'entry'])
  t.match(events[0], {
    tenant: 'default',
    actor: 'operator',
    action: 'call.echo/items.add',
    target: 'main',
    outcome: 'ok',
    requestId: 'r',
    traceId: 't',
    details: { effect: 'idempotent', input: digestOf({ name: 'x' }) },
  })
})

t.test('a read leaves no entry, and is answered as it was', async (t) => {
  const { events, engineOf } = open()
  const engine = engineOf(() => result)
  t.equal(engine.run(callOf('read')), result)
  await engine.runOnce(callOf('read'), { header: 'key' })
  t.same(events, [])
})

t.test('a call that fails leaves one entry, thrown or rejected', async (t) => {
  const { events, engineOf } = open()
  const thrower = engineOf(() => {
    throw new Problem('forbidden')
  })
  await t.rejects(Promise.resolve(thrower.run(callOf('write'))), { code: 'forbidden' })
  await t.rejects(
    engineOf(async () => Promise.reject(new Error('bug'))).runOnce(callOf('write'), { header: 'key' }),
  )
  t.same(
    events.map(({ outcome }) => outcome),
    ['forbidden', 'internal'],
  )
})

t.test('the digest of an input is of no secret, and of what was sent', async (t) => {
  const { events, engineOf } = open()
  const engine = engineOf(async ({ input }) => (Object.assign(input as object, { added: 1 }), result))
  await engine.run(callOf('write', { password: 'one', name: 'x' }))
  await engine.run(callOf('write', { password: 'two', name: 'x' }))
  const [one, two] = events.map(({ details }) => details?.['input'])
  t.equal(one, two)
})

t.test('with a key, the entry is there before the answer is kept, and there is one', async (t) => {
  const { events, steps, engineOf, keyed } = open()
  const call = callOf('write')
  const engine = engineOf(
    async () => result,
    async (one, key) => {
      const run = (await keyed.admit(one, {} as never, key)) as KeyedRun
      await run.succeeded('{}')
      return result
    },
  )
  await engine.runOnce(call, { header: 'key' })
  t.same(steps, ['entry', 'kept'])
  const failing = engineOf(
    async () => result,
    async (one, key) => {
      const run = (await keyed.admit(one, {} as never, key)) as KeyedRun
      const problem = new Problem('vendor_rejected')
      await run.failed(problem, false)
      throw problem
    },
  )
  await t.rejects(failing.runOnce(callOf('write'), { header: 'key' }))
  const repeating = engineOf(
    async () => result,
    async () => ({ status: 200, contentType: '', body: '' }),
  )
  await repeating.runOnce(callOf('write'), { header: 'key' })
  t.same(
    events.map(({ outcome }) => outcome),
    ['ok', 'vendor_rejected', 'replayed'],
  )
})

t.test('what could not be recorded is not answered as if it were', async (t) => {
  const { engineOf } = open(true)
  await t.rejects(Promise.resolve(engineOf(async () => result).run(callOf('write'))), {
    code: 'outcome_unknown',
  })
  const failing = engineOf(async () => Promise.reject(new Problem('vendor_rejected')))
  await t.rejects(Promise.resolve(failing.run(callOf('write'))), { code: 'vendor_rejected' })
})
