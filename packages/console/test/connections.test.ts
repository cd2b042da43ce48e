import { test } from 'tap'
import { secretNames, withoutSecrets } from '../src/pages/connections/without-secrets.ts'
import { lastCheckIn } from '../src/api/connection-checks.ts'
import { firstCallOf } from '../src/pages/start/first-call.ts'
import type { Operation } from '../src/api/connectors.ts'

test('a mask is never sent back as a setting', async (t) => {
  const schema = {
    type: 'object',
    properties: {
      shop: { type: 'string' },
      token: { type: 'string', 'x-patchbay-secret': true },
      proxy: { type: 'object', properties: { password: { 'x-patchbay-secret': true } } },
    },
  }
  t.strictSame(secretNames(schema), ['token', 'proxy'])
  t.strictSame(
    withoutSecrets({ shop: 'a', token: '[redacted]', proxy: { password: '[redacted]' } }, schema),
    {
      shop: 'a',
    },
  )
  t.strictSame(withoutSecrets({ shop: 'a' }, { type: 'object' }), { shop: 'a' })
})

test('the last check is the newest of the checks', async (t) => {
  const event = { outcome: 'ok', detail: 'It works.', actor: 'operator' } as const
  const events = [
    { ...event, at: '2026-11-28T10:02:00Z', kind: 'updated' },
    { ...event, at: '2026-11-28T10:01:00Z', kind: 'checked' },
    { ...event, at: '2026-11-28T10:00:00Z', kind: 'checked' },
  ]
  t.equal(lastCheckIn(events)?.at, '2026-11-28T10:01:00Z')
  t.equal(lastCheckIn(events.slice(0, 1)), undefined)
})

test('a first call changes nothing, and needs as little as can be', async (t) => {
  const operation = (given: Partial<Operation>): Operation => ({
    id: 'sites.list',
    title: 'List',
    description: '',
    effect: 'read',
    isStream: false,
    input: {},
    examples: [],
    ...given,
  })
  const connector = { id: 'gsc', state: 'loaded' } as const
  const write = operation({ id: 'sites.add', effect: 'write' })
  const stream = operation({ id: 'search.export', isStream: true })
  const asking = operation({
    id: 'sites.get',
    input: { required: ['site'] },
    examples: [{ title: 'One', input: { site: 'a' } }],
  })
  const simple = operation({})
  t.match(firstCallOf({ ...connector, operations: [write, stream, asking, simple] }), {
    operation: 'sites.list',
    input: {},
  })
  t.match(firstCallOf({ ...connector, operations: [write, asking] }), {
    operation: 'sites.get',
    input: { site: 'a' },
  })
  t.equal(firstCallOf({ ...connector, operations: [write, stream] }), undefined)
  t.equal(firstCallOf(connector), undefined)
})
