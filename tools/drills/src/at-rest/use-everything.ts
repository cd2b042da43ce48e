import { adminKey, type RuntimeProcess } from '../support/runtime-process.ts'
import { newCanary, type Canary } from './canaries.ts'

/** What was put through a runtime. */
export interface Told {
  readonly canaries: readonly Canary[]
  /** What the runtime answered, by path. */
  readonly answers: ReadonlyMap<string, string>
  /** Steps that did not go as they should: then the drill would prove less than it says. */
  readonly failures: readonly string[]
}

const views = [
  '/metrics',
  '/openapi.json',
  '/docs/json',
  '/readyz',
  '/v1/connectors',
  '/v1/connectors/confidant',
  '/v1/connections',
  '/v1/connections/visible-key',
  '/v1/connections/visible-key/events',
  '/v1/connections/visible-tokens',
  '/v1/connections/visible-tokens/events',
  '/v1/keys',
  '/v1/tenants',
  '/v1/usage',
  '/v1/vault',
  '/v1/limits',
  '/v1/breakers',
]

/** Enters a secret wherever one can be entered, uses each, changes them, lets vendors refuse them, and looks everywhere. */
export async function useEverything(
  { url }: RuntimeProcess,
  vendor: string,
  operator = adminKey,
): Promise<Told> {
  const answers = new Map<string, string>()
  const failures: string[] = []
  const canaries: Canary[] = []
  const make = (name: string): string => {
    const canary = newCanary(name)
    canaries.push(canary)
    return canary.text
  }
  const send = async (
    method: string,
    path: string,
    expected: number,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${operator}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (answer.status !== expected) failures.push(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
    return text
  }
  const call = (connection: string, operation: string, input: object, expected = 200, key = operator) =>
    send('POST', `/v1/connectors/confidant/${operation}`, expected, input, {
      authorization: `Bearer ${key}`,
      'patchbay-connection': connection,
      'idempotency-key': crypto.randomUUID(),
    })

  const made = await send('POST', '/v1/keys', 201, { name: 'drill', role: 'owner' })
  const { data } = JSON.parse(made) as { readonly data: { readonly key: string } }
  canaries.push({ name: 'API key', text: data.key })

  const origins = { api: vendor, token: vendor }
  const create = (id: string, auth: string, credentials: object) =>
    send('POST', '/v1/connections', 201, {
      id,
      connector: 'confidant',
      auth,
      credentials,
      config: { pin: make(`config of ${id}`) },
      origins,
    })
  await create('visible-key', 'key', { key: make('first credential') })
  await create('visible-tokens', 'tokens', {
    clientId: 'visible-client',
    clientSecret: make('client secret'),
    refreshToken: make('entered refresh token'),
  })
  for (const connection of ['visible-key', 'visible-tokens']) {
    await call(connection, 'items.get', { name: 'good', password: make('input of a read') }, 200, data.key)
    await call(connection, 'items.add', { name: 'good', password: make('input of a write') })
    await call(connection, 'items.get', { name: make('input that does not fit'), password: 7 }, 400)
    answers.set(`refused over ${connection}`, await call(connection, 'items.get', { name: 'refused' }, 424))
    await send('POST', `/v1/connections/${connection}/check`, 200, {})
  }
  await send('PATCH', '/v1/connections/visible-key', 200, {
    credentials: { key: make('second credential') },
    config: { pin: make('second config') },
  })
  await call('visible-key', 'items.get', { name: 'again' })
  await send('POST', '/v1/vault/rotation', 202, {})
  for (const path of views) answers.set(path, await send('GET', path, 200))
  return { canaries, answers, failures }
}
