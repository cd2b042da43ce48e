import { EventEmitter } from 'node:events'
import t from 'tap'
import { createRegistry } from '../../src/connectors/registry.ts'
import { openConnectorHealth } from '../../src/health/open-connector-health.ts'
import { withEachStore } from '../support/with-each-store.ts'

const held = { reference: './some', id: 'some', code: 'import_failed', reason: 'Broken.' } as const

t.test('objectives that burn are told, and many who ask at once are one question', (t) =>
  withEachStore(t, async (t, store) => {
    const asked: Array<string | undefined> = []
    const health = openConnectorHealth({
      registry: createRegistry([], [held]),
      connections: { unmanaged: async () => [] },
      breakers: { list: () => [], events: new EventEmitter() },
      limits: { overview: async () => [] },
      flags: { decide: () => ({ value: true, reason: 'default', rule: undefined }) },
      history: {
        read: async ({ tenant }) => {
          asked.push(tenant)
          return []
        },
      },
      burning: (tenant) =>
        new Map(tenant === 'acme' ? [['some', { message: 'It burns 14 times too fast.', since: 3 }]] : []),
      store,
      now: () => 7,
    })
    const [one, other, everybody] = await Promise.all([
      health.read('acme'),
      health.read('acme'),
      health.read(undefined),
    ])
    t.equal(one, other)
    t.same(asked, ['acme', undefined])
    t.match(one, [
      {
        status: 'down',
        since: 7,
        reasons: [
          { code: 'quarantined' },
          { code: 'objective_burning', status: 'degraded', since: 3, message: /14 times/ },
        ],
      },
    ])
    t.same(
      everybody?.[0]?.reasons.map(({ code }) => code),
      ['quarantined'],
    )
  }),
)
