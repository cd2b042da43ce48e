import { startPostgres, startRedis } from '@patchbay/test-servers'
import { adminKey, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'
import { openShop, root, shop, type EmulatedShop } from './open-shop.ts'

/** Two tenants, each with a shop of its own and so with a bucket of its own at Shopify. */
const tenants = ['north', 'south'] as const
/** Points that a full bucket holds, and that come back each second. */
const capacity = 2_000
const refill = 100

const query =
  '{ products(first: 20, query: "status:active") { nodes { id title handle } pageInfo { hasNextPage } } }'

export interface SharedBucketReport {
  /** By tenant, over the whole span. */
  readonly tenants: ReadonlyArray<{
    readonly id: string
    readonly served: number
    /** Of the points that the bucket held and got back, how many were used. */
    readonly utilisation: number
  }>
  /** Requests beyond those that served somebody: Shopify said `THROTTLED`, and the runtime asked again. */
  readonly throttled: number
  /** Answers of the runtime that were no success, by status and code. */
  readonly failures: ReadonlyMap<string, number>
}

/** So many callers search for a while, half of them for each tenant, over all processes of a fleet. */
export async function shareBucket(
  processes: number,
  callers: number,
  milliseconds: number,
): Promise<SharedBucketReport> {
  const [postgres, redis, ...shops] = await Promise.all([
    startPostgres({ own: true }),
    startRedis({ own: true }),
    ...tenants.map(() => openShop()),
  ])
  const runtimes: RuntimeProcess[] = []
  try {
    for (let index = 0; index < processes; index += 1) {
      runtimes.push(
        await startRuntime({
          environment: {
            DATABASE_URL: postgres.url,
            REDIS_URL: redis.url,
            LOG_LEVEL: 'silent',
            PATCHBAY_CONNECTORS: `${root}plugins/shopify`,
            PATCHBAY_EGRESS_ALLOW: shops.map(({ url }) => url).join(','),
            PATCHBAY_TURN_BUDGET: '0s',
          },
        }),
      )
    }
    const [first] = runtimes
    if (first === undefined) throw new Error('There is no process.')
    const keys = await Promise.all(tenants.map((tenant, index) => settle(first, tenant, shops[index])))
    return await search(runtimes, keys, { callers, milliseconds, shops })
  } finally {
    await Promise.all(runtimes.map((runtime) => runtime.stop()))
    await Promise.all(shops.map(({ app }) => app.close()))
    await redis.stop()
    await postgres.stop()
  }
}

/** Makes a tenant with its connection, and a key of it. */
async function settle(
  { url }: RuntimeProcess,
  tenant: string,
  at: EmulatedShop | undefined,
): Promise<string> {
  const origin = at?.url ?? ''
  const post = async (path: string, body: object, headers = {}): Promise<unknown> => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${text}`)
    return (JSON.parse(text) as { data: unknown }).data
  }
  const within = { 'patchbay-tenant': tenant }
  await post('/v1/tenants', { id: tenant, title: tenant })
  const connection = {
    id: 'shop',
    connector: 'shopify',
    auth: 'accessToken',
    config: { shop: shop.domain },
    credentials: { accessToken: shop.token },
    origins: { admin: origin, storage: origin, uploads: origin },
  }
  await post('/v1/connections', connection, within)
  const { key } = (await post('/v1/keys', { name: 'drill', role: 'owner' }, within)) as { key: string }
  return key
}

interface Load {
  readonly callers: number
  readonly milliseconds: number
  readonly shops: readonly EmulatedShop[]
}

async function search(
  runtimes: readonly RuntimeProcess[],
  keys: readonly string[],
  { callers, milliseconds, shops }: Load,
): Promise<SharedBucketReport> {
  const until = performance.now() + milliseconds
  const begun = performance.now()
  const points = keys.map(() => 0)
  const served = keys.map(() => 0)
  const failures = new Map<string, number>()
  let lastAnswer = begun
  const caller = async (index: number): Promise<void> => {
    const tenant = index % keys.length
    const { url } = runtimes[index % runtimes.length] as RuntimeProcess
    while (performance.now() < until) {
      const response = await fetch(`${url}/v1/connectors/shopify/graphql.query`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys[tenant]}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      })
      const body = (await response.json()) as { data?: { cost: { actual: number } }; code?: string }
      lastAnswer = performance.now()
      if (body.data === undefined) {
        const outcome = `${response.status} ${body.code ?? ''}`
        failures.set(outcome, (failures.get(outcome) ?? 0) + 1)
      } else {
        served[tenant] = (served[tenant] ?? 0) + 1
        points[tenant] = (points[tenant] ?? 0) + body.data.cost.actual
      }
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, index) => caller(index)))
  const given = capacity + ((lastAnswer - begun) / 1_000) * refill
  // What was charged is in no answer that was throttled, so that each request of the journal is a success or one of these.
  const asked = shops.map(({ app }) => app.app.patchbay.emulators.get('shopify')?.journal.length ?? 0)
  const all = served.reduce((sum, count) => sum + count, 0)
  return {
    tenants: tenants.map((id, index) => ({
      id,
      served: served[index] ?? 0,
      utilisation: (points[index] ?? 0) / given,
    })),
    throttled: asked.reduce((sum, count) => sum + count, 0) - all,
    failures,
  }
}
