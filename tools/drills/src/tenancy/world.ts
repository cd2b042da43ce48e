import { openApp, type Answer, type OpenApp } from '../support/open-app.ts'
import { startVendor, type FakeVendor } from '../support/fake-vendor.ts'
import { connectorFolder } from '../support/runtime-process.ts'
import { standIn, type Pair } from './pairs.ts'

/** Somebody who asks. */
export interface Asker {
  readonly name: string
  /** `own`: of the tenant that has the objects. */
  readonly side: 'own' | 'other' | 'nobody'
  readonly headers: Readonly<Record<string, string>>
}

/** Two tenants with the same kinds of things. All that the first one has says `canary`, or is in `marks`. */
export interface World {
  readonly app: OpenApp
  readonly askers: readonly Asker[]
  readonly pairs: readonly Pair[]
  /** What tells that something is the first tenant's, apart from the word. */
  readonly marks: readonly string[]
  /** What fills the path of a route that is asked about something else: the second tenant's own. */
  readonly ownIds: Readonly<Record<string, string>>
  /** Everything that the first tenant can read of what it has. */
  snapshot(): Promise<string>
  close(): Promise<void>
}

interface MadeKey {
  readonly id: string
  readonly key: string
  readonly hint: string
}

const own = { id: 'canary-acme', absent: 'absent-corp' }
const other = 'rival-inc'

export async function openWorld(): Promise<World> {
  const vendors = [await startVendor(), await startVendor()] as const
  const app = await openApp(
    {
      connectors: connectorFolder('load'),
      callRate: 'off',
      readRate: 'off',
      openRate: 'off',
      failedAuthenticationRate: 'off',
      logLevel: 'silent',
    },
    { egressAllow: vendors.map(({ origin }) => origin) },
  )
  const closeVendors = () => Promise.all(vendors.map((vendor) => vendor.close()))
  const close = async (): Promise<void> => {
    await app.close()
    await closeVendors()
  }
  try {
    return { app, ...(await populate(app, vendors)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function populate(
  app: OpenApp,
  [vendor, otherVendor]: readonly [FakeVendor, FakeVendor],
): Promise<Omit<World, 'app' | 'close'>> {
  const send = async (method: string, path: string, body: unknown, headers = {}): Promise<Answer> => {
    const answer = await app.fetch(path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`)
    return answer
  }
  const within = (tenant: string) => ({ 'patchbay-tenant': tenant })
  const dataOf = <T>({ text }: Answer): T => (JSON.parse(text) as { data: T }).data
  const makeKey = async (tenant: string, name: string, role: string) =>
    dataOf<MadeKey>(await send('POST', '/v1/keys', { name, role }, within(tenant)))
  const connect = (tenant: string, id: string, origin: string) =>
    send(
      'POST',
      '/v1/connections',
      { id, connector: 'load', credentials: { key: `${id}-secret` }, origins: { api: origin } },
      within(tenant),
    )

  await send('POST', '/v1/tenants', { id: own.id, title: 'Canary Title' })
  await send('POST', '/v1/tenants', { id: other, title: 'Rival' })
  await connect(own.id, 'canary-conn', vendor.origin)
  await connect(other, 'rival-conn', otherVendor.origin)
  const owner = await makeKey(own.id, 'canary owner', 'owner')
  const viewer = await makeKey(own.id, 'canary viewer', 'viewer')
  const agent = await makeKey(own.id, 'canary agent', 'agent')
  const rivals = {
    owner: await makeKey(other, 'rival owner', 'owner'),
    developer: await makeKey(other, 'rival developer', 'developer'),
    agent: await makeKey(other, 'rival agent', 'agent'),
  }
  const spare = await makeKey(other, 'rival spare', 'viewer')
  const bearer = ({ key }: MadeKey) => ({ authorization: `Bearer ${key}` })
  const rule = `${own.id}:load:*`
  await send('PUT', `/v1/flags/${await someFlag(app)}/rules/${encodeURIComponent(rule)}`, {
    value: true,
    note: 'canary note',
  })
  for (const [tenant, name] of [
    [own.id, 'canary-tools'],
    [other, 'rival-tools'],
  ] as const) {
    const toolset = { title: `${name} title`, patterns: ['load/*'] }
    await send('PUT', `/v1/toolsets/${name}`, toolset, within(tenant))
  }
  const madeIn = async (tenant: string, path: string, body: object): Promise<string> =>
    dataOf<{ id: string }>(await send('POST', path, body, within(tenant))).id
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const silenceIn = (tenant: string, reason: string) => madeIn(tenant, '/v1/silences', { until, reason })
  const targetIn = (tenant: string, name: string) =>
    madeIn(tenant, '/v1/alert-targets', { name, kind: 'slack', address: 'https://hooks.example.com/x' })
  const silence = await silenceIn(own.id, 'canary reason')
  const target = await targetIn(own.id, 'canary target')
  const rivalSilence = await silenceIn(other, 'rival reason')
  const rivalTarget = await targetIn(other, 'rival target')
  for (const operation of ['items.get', 'items.add']) {
    const headers = { ...bearer(owner), 'idempotency-key': 'canary-idempotency-key' }
    await send('POST', `/v1/connectors/load/${operation}`, { name: 'canary' }, headers)
    await send('POST', `/v1/connectors/load/${operation}`, { name: 'rival' }, bearer(rivals.owner))
  }
  const taskOf = async (who: MadeKey): Promise<string> => {
    const headers = { ...bearer(who), prefer: 'respond-async' }
    const { text } = await send('POST', '/v1/connectors/load/items.get', { name: 'canary' }, headers)
    return (JSON.parse(text) as { data: { id: string } }).data.id
  }
  const [task, rivalTask] = [await taskOf(owner), await taskOf(rivals.owner)]
  const cursorOf = async (path: string): Promise<string> => {
    const { text } = await send('GET', `${path}?limit=1`, undefined, bearer(owner))
    return (JSON.parse(text) as { meta: { next?: string } }).meta.next ?? ''
  }
  const port = new URL(vendor.origin).port
  const otherPort = String(
    Number(port) - 1 === Number(new URL(otherVendor.origin).port) ? Number(port) + 1 : Number(port) - 1,
  )
  const keyStandIn = standIn(owner.id)
  const cursor = await cursorOf('/v1/keys')

  return {
    async snapshot() {
      const lists = ['/v1/tenant', '/v1/keys', '/v1/connections', '/v1/flags', '/v1/toolsets'].concat(
        '/v1/silences',
        '/v1/alert-targets',
      )
      const paths = [...lists, `/v1/tenants/${own.id}/quota`]
      const texts = await Promise.all(
        paths.map(async (path) => (await send('GET', path, undefined, bearer(owner))).text),
      )
      return texts.join('\n').replaceAll(/"requestId":"\w+"|"lastUsedAt":[^,]+/g, '')
    },
    askers: [
      { name: 'owner of the other tenant', side: 'other', headers: bearer(rivals.owner) },
      { name: 'developer of the other tenant', side: 'other', headers: bearer(rivals.developer) },
      { name: 'agent of the other tenant', side: 'other', headers: bearer(rivals.agent) },
      { name: 'nobody', side: 'nobody', headers: { authorization: '' } },
      { name: 'owner', side: 'own', headers: bearer(owner) },
      { name: 'viewer', side: 'own', headers: bearer(viewer) },
      { name: 'agent', side: 'own', headers: bearer(agent) },
    ],
    pairs: [
      { kind: 'key', there: owner.id, missing: keyStandIn },
      { kind: 'connection', there: 'canary-conn', missing: 'absent-conn' },
      { kind: 'tenant', there: own.id, missing: own.absent },
      { kind: 'rule', there: rule, missing: `${own.absent}:load:*` },
      { kind: 'toolset', there: 'canary-tools', missing: 'absent-tools' },
      { kind: 'silence', there: silence, missing: standIn(silence) },
      { kind: 'target', there: target, missing: standIn(target) },
      { kind: 'breaker', there: `load:http:127.0.0.1:${port}`, missing: `load:http:127.0.0.1:${otherPort}` },
      { kind: 'idempotency-key', there: 'canary-idempotency-key', missing: 'absent-idempotency-key' },
      { kind: 'task', there: task, missing: `task_${'a'.repeat(32)}` },
      { kind: 'cursor', there: cursor, missing: cursorStandIn(cursor) },
    ],
    marks: [owner, viewer, agent].flatMap(({ id, hint }) => [id, hint]).concat(`127.0.0.1:${port}`),
    ownIds: {
      keys: spare.id,
      tasks: rivalTask,
      connections: 'rival-conn',
      toolsets: 'rival-tools',
      silences: rivalSilence,
      'alert-targets': rivalTarget,
      slo: 'load:latency',
      tenants: other,
      connectors: 'load',
      problems: 'internal',
    },
  }
}

async function someFlag(app: OpenApp): Promise<string> {
  const { text } = await app.fetch('/v1/flags')
  const [first] = (JSON.parse(text) as { data: { key: string }[] }).data
  if (first === undefined) throw new Error('There is no flag.')
  return first.key
}

/** The same place in the order, after a key that is not there. */
function cursorStandIn(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString()
  const changed = position.replace(/key_\w{16}/, standIn)
  return Buffer.from(changed).toString('base64url')
}
