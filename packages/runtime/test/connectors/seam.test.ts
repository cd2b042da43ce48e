import t from 'tap'
import { Problem } from '@patchbay/contract'
import type { CallResult } from '../../src/calls/call-result.ts'
import { createInProcessHost } from '../../src/connectors/in-process-host.ts'
import probe from '../fixtures/connectors/probe/index.ts'
import { engineOver } from '../support/engine-over.ts'
import { operations } from '../support/open-probe.ts'
import { remote } from '../support/remote-host.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

const outcomeOf = async (call: Promise<CallResult>): Promise<unknown> => {
  try {
    const { data, meta } = await call
    return { data, meta }
  } catch (error) {
    return Problem.is(error) ? error.serialize() : error
  }
}

t.test('a connector answers the same when only plain data reaches it', async (t) => {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const host = createInProcessHost(probe, '1.0.0')
  const near = await engineOver(t, host, vendor)
  const far = await engineOver(t, remote(host), vendor)
  const same = async (label: string, id: string, input: object = {}): Promise<void> => {
    const [one, other] = [await outcomeOf(near(id, input)), await outcomeOf(far(id, input))]
    t.same(other, one, `${label}: ${id}`)
  }
  const answers = {
    'a success': answerJson({ ok: true }, 200, { 'x-points': '3' }),
    'a refusal': answerJson({ error: 'no' }, 422),
    'a quota': answerJson({}, 429, { 'retry-after': '90' }),
    'a failure': answerJson({}, 503),
    'another shape': answerJson({ ok: 1 }),
    'a request that is told of': answerJson({}, 200, { 'x-classify': 'echo' }),
    'a bug in classify': answerJson({}, 200, { 'x-classify': 'throw' }),
  }
  for (const [label, listener] of Object.entries(answers)) {
    vendor.answerWith(listener)
    for (const id of [...Object.values(operations), 'items.copy', 'items.send']) await same(label, id)
  }
  for (const kind of [
    'type-error',
    'string',
    'undefined',
    'forbidden',
    'endless',
    'nothing',
    'bigint',
    'partial',
    'log',
  ]) {
    await same(kind, 'faults.cause', { kind })
  }
  await same('a wrong input', 'items.get', { more: 1 })
})

t.test('the description holds no functions and survives JSON', (t) => {
  const { description } = createInProcessHost(probe, '1.0.0')
  t.same(JSON.parse(JSON.stringify(description)), description)
  t.same(structuredClone(description), description)
  t.match(
    description.operations.find(({ id }) => id === 'items.get'),
    { cost: { points: 'computed' } },
  )
  t.end()
})
