import { randomBytes } from 'node:crypto'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { startVendor, type FakeVendor, type VendorBehavior } from '../support/fake-vendor.ts'
import { connectorFolder } from '../support/runtime-process.ts'
import { officialClient } from './official-client.ts'
import { openPooledFetch } from './pooled-fetch.ts'
import { sessionClient, statelessClient, type Endpoint, type TokenClient } from './raw-clients.ts'

/** What many clients that use the same ids at once were told. */
export interface Crossing {
  readonly clients: number
  readonly calls: number
  /** In words, the first few: replies with another token, to another request, or none. */
  readonly wrong: readonly string[]
  /** Lists that were not the one that all others saw, or not in order. */
  readonly oddLists: number
  /** Requests that reached the vendor of the other tenant. */
  readonly strayed: number
}

const tenants = ['mirror-one', 'mirror-two'] as const
/** Requests of one client that are on their way at once. */
const atOnce = 4
/** Of all clients. */
const connections = 256

/** Says the token back, some milliseconds later, so that replies overtake each other. */
const sayBack =
  (seen: string[]): VendorBehavior =>
  (request, response) => {
    const token = decodeURIComponent((request.url ?? '/').slice(1))
    seen.push(token)
    const body = JSON.stringify({ token })
    const delay = Math.floor(Math.random() * 15)
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(body), delay)
  }

/** Half of the clients for each of two tenants, with one key each; of four kinds, most of them raw. */
export async function crossReplies(clients: number, callsEach: number): Promise<Crossing> {
  const seen = tenants.map((): string[] => [])
  const vendors = await Promise.all(seen.map((tokens) => startVendor(sayBack(tokens))))
  const app = await openApp(
    {
      connectors: connectorFolder('mirror'),
      mcpToolPins: 'enforce',
      logLevel: 'silent',
      // Whose reply it is, is what is asked here, and nothing about loads: clients and server share a process.
      callRate: 'off',
      readRate: 'off',
      openRate: 'off',
      turnBudget: '0s',
      vendorQueue: 10_000,
      callTimeoutMax: '2m',
    },
    { egressAllow: vendors.map(({ origin }) => origin) },
  )
  const pool = openPooledFetch(connections)
  try {
    const endpoints = await Promise.all(
      tenants.map((tenant, index) => prepare(app, pool.fetch, tenant, vendors[index])),
    )
    const opened = await Promise.all(
      Array.from({ length: clients }, (_, index) => openClient(endpoints[index % 2] as Endpoint, index >> 1)),
    )
    const lists = await Promise.all(opened.map(async (client) => (await client.list()).join()))
    const wrong: string[] = []
    await Promise.all(
      opened.map(async (client, index) => {
        const queue = Array.from({ length: callsEach }, (_, call) => call + 1)
        await Promise.all(
          Array.from({ length: atOnce }, async () => {
            for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
              const token = `${tenants[index % 2]}.${index}.${id}.${randomBytes(6).toString('hex')}`
              const reply = await client.ask(id, token).catch(String)
              if (reply !== token && wrong.push(`${client.kind}: ${reply}`) > 1_000) return
            }
          }),
        )
      }),
    )
    await Promise.all(opened.map((client) => client.close()))
    return {
      clients: opened.length,
      calls: clients * callsEach,
      wrong,
      oddLists: lists.filter((list) => list !== lists[0] || list === '').length,
      strayed: seen.flatMap((tokens, index) =>
        tokens.filter((one) => !one.startsWith(tenants[index] as string)),
      ).length,
    }
  } finally {
    await pool.close()
    await app.close()
    await Promise.all(vendors.map((vendor) => vendor.close()))
  }
}

/** Of each twenty: nine stateless, nine with a session, and the official client in both revisions. */
async function openClient(endpoint: Endpoint, index: number): Promise<TokenClient> {
  const place = index % 20
  if (place === 18) return officialClient(endpoint, '2026-07-28')
  if (place === 19) return officialClient(endpoint, '2025-11-25')
  return place % 2 === 0 ? statelessClient(endpoint, place % 4 === 0) : sessionClient(endpoint)
}

async function prepare(
  app: OpenApp,
  fetchOverPool: typeof fetch,
  tenant: string,
  vendor: FakeVendor | undefined,
): Promise<Endpoint> {
  const send = async (path: string, body: object, headers = {}): Promise<string> => {
    const answer = await app.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`)
    return answer.text
  }
  const within = { 'patchbay-tenant': tenant }
  await send('/v1/tenants', { id: tenant, title: tenant })
  await send(
    '/v1/connections',
    { id: 'main', connector: 'mirror', credentials: { key: 'k' }, origins: { api: vendor?.origin } },
    within,
  )
  const made = await send('/v1/keys', { name: 'agents', role: 'agent' }, within)
  const { key } = (JSON.parse(made) as { data: { key: string } }).data
  return { url: app.url, key, fetch: fetchOverPool }
}
