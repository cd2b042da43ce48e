import { pino } from 'pino'
import { Registry } from 'prom-client'
import t, { type Test } from 'tap'
import { differencesOf } from '../../../src/mcp/pinning/differences.ts'
import { judgeTool, safetyRules } from '../../../src/mcp/pinning/judge-tool.ts'
import { openToolPins } from '../../../src/mcp/pinning/open-tool-pins.ts'
import { pinModeOf } from '../../../src/mcp/pinning/pin-mode.ts'
import { fingerprintOf } from '../../../src/mcp/pinning/tool-fingerprint.ts'
import { toolDefinitionOf } from '../../../src/mcp/tools/tool-definition.ts'
import type { Tool } from '../../../src/mcp/tools/tool.ts'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { openChangeFeed } from '../../../src/store/change-feed.ts'
import type { Store } from '../../../src/store/store.ts'
import { until } from '../../support/until.ts'
import { withEachStore } from '../../support/with-each-store.ts'

const now = () => Date.UTC(2026, 10, 28)
const log = pino({ level: 'silent' })

/** The tool of an operation with this description, of version 1.0.0. */
function toolOf(description: string): Tool {
  const operation = {
    connector: { host: { description: { id: 'some', version: '1.0.0' } } },
    description: {
      id: 'thing.get',
      title: 'Get',
      description,
      effect: 'read',
      isStream: false,
      input: {
        type: 'object',
        properties: { b: { type: 'string' }, a: { type: 'integer' } },
        required: ['b'],
      },
      output: { type: 'object', properties: {} },
    },
  } as unknown as Tool['operation']
  const definition = toolDefinitionOf(operation, 'some_thing_get')
  return { name: 'some_thing_get', operation, definition }
}

t.test('the definition that is made of an operation is the same as ever', (t) => {
  const { definition, digest } = fingerprintOf(toolOf('Gets it.'))
  t.equal(
    digest,
    '0c90e77b98190bc03bda4fe15005031a4a6a642c05785795a1e81b7653381099',
    `Every installation would hold back all of its tools: raise definitionFormat, then this digest. ${definition}`,
  )
  t.equal(
    fingerprintOf({
      ...toolOf('Gets it.'),
      definition: { ...toolOf('Gets it.').definition, name: 'some_v1_thing_get' },
    }).digest,
    digest,
    'its name follows from what else is loaded',
  )
  t.not(fingerprintOf(toolOf('Gets it!')).digest, digest)
  t.end()
})

t.test('what a definition is, by what is known of it', (t) => {
  const pin = { digest: 'a', rules: safetyRules, trustedAt: new Date(now()), approvedBy: undefined }
  const judge = (evidence: Partial<Parameters<typeof judgeTool>[0]>) =>
    judgeTool({ digest: 'a', pins: [], isVersionKnown: true, suspicions: () => [], ...evidence })
  const suspicions = () => [{ rule: 'role_tag', pointer: '/description' }] as const
  t.equal(judge({ isVersionKnown: false }), 'trusted')
  t.equal(judge({ isVersionKnown: false, suspicions }), 'suspicious')
  t.equal(judge({ pins: [pin] }), 'trusted')
  t.equal(judge({ pins: [{ ...pin, digest: 'b' }] }), 'changed')
  t.equal(judge({ pins: [{ ...pin, digest: 'b' }], suspicions }), 'suspicious')
  t.equal(judge({ pins: [{ ...pin, digest: 'b' }, pin] }), 'trusted', 'each that was trusted stays so')
  t.equal(judge({}), 'added')
  const older = { ...pin, rules: safetyRules - 1 }
  t.equal(judge({ pins: [older] }), 'trusted')
  t.equal(
    judge({ pins: [older], suspicions }),
    'suspicious',
    'new rules look again at what nobody has approved',
  )
  t.equal(judge({ pins: [{ ...older, approvedBy: 'operator' }], suspicions }), 'trusted')
  t.end()
})

t.test('where definitions differ', (t) => {
  t.same(differencesOf({ a: 1, b: [{ c: 'x' }] }, { a: 1, b: [{ c: 'y' }], 'd/e': null }), [
    '/b/0/c',
    '/d~1e',
  ])
  t.same(differencesOf({ a: [] }, { a: {} }), ['/a'])
  t.same(differencesOf('x', 'x'), [])
  t.equal(
    differencesOf({}, Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`m${index}`, 1]))).length,
    20,
  )
  t.end()
})

t.test('packages are held to their versions, sources are not', (t) => {
  t.equal(pinModeOf({ mcpToolPins: 'auto' }, true), 'warn')
  t.equal(pinModeOf({ mcpToolPins: 'auto' }, false), 'enforce')
  t.equal(pinModeOf({ mcpToolPins: 'enforce' }, true), 'enforce')
  t.end()
})

t.test('while the store is away at the start nothing is offered, and later what was trusted is', (t) =>
  withEachStore(t, async (t, store) => {
    let isAway = true
    const seen: Store = new Proxy(store, {
      get(target, name, receiver) {
        if (isAway && (name === 'database' || name === 'transaction')) throw new Error('away')
        return Reflect.get(target, name, receiver) as unknown
      },
    })
    const tool = toolOf('Gets it.')
    const changes = openChangeFeed({ store, messages: createMemoryState().messages, log })
    const pins = await openToolPins({
      mode: 'enforce',
      catalog: { tools: [tool], find: () => tool },
      store: seen,
      changes,
      audit: { append: async () => undefined },
      metrics: new Registry(),
      log,
      now,
    })
    t.teardown(() => Promise.all([pins.close(), changes.close()]))
    t.equal(pins.isHeld(tool), true)
    t.throws(() => pins.check(tool), { code: 'state_unavailable', retryAfter: 1 })
    let changed = 0
    pins.onChange(() => (changed += 1))
    isAway = false
    t.ok(await until(() => !pins.isHeld(tool)))
    t.equal(changed, 1)
    pins.check(tool)

    isAway = true
    t.equal(pins.isHeld(tool), false, 'what is known holds')
  }),
)

t.test('of two instances that see a version first at once, with other definitions, one is right', (t) =>
  withEachStore(t, async (t, store) => {
    const open = async (t: Test, tool: Tool) => {
      const changes = openChangeFeed({ store, messages: createMemoryState().messages, log })
      const pins = await openToolPins({
        mode: 'enforce',
        catalog: { tools: [tool], find: () => tool },
        store,
        changes,
        audit: { append: async () => undefined },
        metrics: new Registry(),
        log,
        now,
      })
      t.teardown(() => Promise.all([pins.close(), changes.close()]))
      return pins.isHeld(tool)
    }
    const held = await Promise.all([
      open(t, toolOf('One.')),
      open(t, toolOf('Other.')),
      open(t, toolOf('Third.')),
    ])
    t.equal(held.filter((isHeld) => !isHeld).length, 1)
  }),
)
