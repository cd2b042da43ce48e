import { setTimeout as sleep } from 'node:timers/promises'
import {
  askPostgres,
  clientId,
  clientSecret,
  startIdentityProvider,
  startPostgres,
  startRedis,
} from '@patchbay/test-servers'
import { Agent, request } from 'undici'
import type { Drill } from '../drill.ts'
import { adminKey, connectorFolder, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'

const instances = 3
/** Calls per second to each instance, of which one in ten may be answered from a cache. */
const rate = 100
/** Milliseconds of load before and after the deletion. */
const before = 3_000
const after = 4_000
/** Milliseconds. */
const promised = 1_000

/** What a caller saw, and when it had asked. */
interface Seen {
  readonly operation: string
  readonly status: number
  readonly askedAt: number
  readonly answeredAt: number
}

const agent = new Agent({ connections: 64 })
const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }

async function ask({ url }: RuntimeProcess, method: 'POST' | 'DELETE', path: string, body?: object) {
  const answer = await request(url + path, {
    method,
    dispatcher: agent,
    headers: body === undefined ? { authorization: headers.authorization } : headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, text: await answer.body.text() }
}

/** Calls every instance at the rate, until it is told to end. */
function startLoad(runtimes: readonly RuntimeProcess[]) {
  const seen: Seen[] = []
  const open = new Set<Promise<void>>()
  let sent = 0
  const send = async (n: number): Promise<void> => {
    const runtime = runtimes[n % runtimes.length] as RuntimeProcess
    const operation = n % 30 < runtimes.length ? 'notes.get' : 'items.get'
    const askedAt = performance.now()
    const { status } = await ask(runtime, 'POST', `/v1/connectors/account/${operation}`, {
      name: operation === 'notes.get' ? 'note' : `n${n}`,
    }).catch(() => ({ status: 0 }))
    seen.push({ operation, status, askedAt, answeredAt: performance.now() })
  }
  const begun = performance.now()
  const timer = setInterval(() => {
    const due = ((performance.now() - begun) * rate * runtimes.length) / 1_000
    for (; sent < due; sent += 1) {
      const call = send(sent).finally(() => open.delete(call))
      open.add(call)
    }
  }, 5)
  return {
    seen,
    async end() {
      clearInterval(timer)
      await Promise.all(open)
    },
  }
}

/** How many rows of the store belong to a connection, but for what tells that it was deleted. */
async function rowsLeft(databaseUrl: string, uid: string): Promise<number> {
  const [row] = await askPostgres(
    databaseUrl,
    `select (select count(*) from connections where uid = '${uid}')
       + (select count(*) from secrets where record = '${uid}')
       + (select count(*) from connection_events where uid = '${uid}' and kind not in ('deleted', 'revoked')) as rows`,
  )
  return Number((row as { readonly rows: unknown }).rows)
}

async function uidOf(databaseUrl: string): Promise<string> {
  const [row] = await askPostgres(databaseUrl, 'select uid from connections')
  return String((row as { readonly uid: unknown }).uid)
}

type Finding = readonly [holds: boolean, words: string]

export const b49: Drill = {
  id: 'B49',
  isLong: true,
  promise: 'Whoever disconnects an account is disconnected',
  target: `deleted during ${rate} calls/s on each of ${instances} processes with one Postgres and one Redis: the last request reaches the vendor ≤ ${promised / 1_000} s after the 204, and so does the last answer from a cache; the vendor was told to revoke; nothing is left in the store; another connection of the name finds nothing kept. Others: Drift, about ten days`,
  async run() {
    const provider = await startIdentityProvider()
    const [postgres, redis] = await Promise.all([startPostgres(), startRedis({ own: true })])
    const runtimes: RuntimeProcess[] = []
    try {
      const databaseUrl = await postgres.createDatabase()
      for (let n = 0; n < instances; n += 1) {
        runtimes.push(
          await startRuntime({
            startWithin: 60_000,
            environment: {
              DATABASE_URL: databaseUrl,
              REDIS_URL: redis.url,
              PATCHBAY_CONNECTORS: connectorFolder('account'),
              PATCHBAY_EGRESS_ALLOW: provider.origin,
            },
          }),
        )
      }
      const [first, second] = runtimes
      if (first === undefined || second === undefined) throw new Error('there are three')
      const settings = () => ({
        id: 'main',
        connector: 'account',
        auth: 'imported',
        credentials: {
          clientId,
          clientSecret,
          refreshToken: provider.tokens.begin(['read'], true).refreshToken,
        },
        origins: { api: provider.origin, login: provider.origin },
      })
      const created = await ask(first, 'POST', '/v1/connections', settings())
      if (created.status !== 201) throw new Error(created.text)
      const uid = await uidOf(databaseUrl)

      const load = startLoad(runtimes)
      await sleep(before)
      const begun = performance.now()
      const deleted = await ask(second, 'DELETE', '/v1/connections/main')
      const at = performance.now()
      await sleep(after)
      await load.end()

      const reached = provider.journal.filter(({ path }) => path.startsWith('/api/'))
      const last = Math.max(...reached.map(({ arrivedAt }) => arrivedAt)) - at
      const served = load.seen.filter(({ status }) => status === 200)
      const kept = served.filter(({ operation }) => operation === 'notes.get')
      const lastServed = Math.max(...served.map(({ askedAt }) => askedAt)) - at
      const faults = load.seen.filter(({ status }) => status === 0 || (status >= 500 && status !== 504))
      const revoked = provider.journal.filter(({ path }) => path === '/revoke')
      const left = await rowsLeft(databaseUrl, uid)
      const again = await ask(first, 'POST', '/v1/connections', settings())
      const asked = reached.length
      const fresh = await ask(first, 'POST', '/v1/connectors/account/notes.get', { name: 'note' })
      const found = provider.journal.filter(({ path }) => path.startsWith('/api/')).length === asked
      const findings: Finding[] = [
        [
          deleted.status === 204 && served.length > 0,
          `${load.seen.length} calls, ${served.length} x 200, DELETE ${deleted.status} after ${(at - begun).toFixed(0)} ms`,
        ],
        [last <= promised, `last request at the vendor ${last.toFixed(0)} ms after the 204`],
        [
          kept.length > 0 && lastServed <= promised,
          `last call served was sent ${lastServed.toFixed(0)} ms after it`,
        ],
        [revoked.length === 1, `${revoked.length} revocation at the vendor`],
        [left === 0, `${left} rows left`],
        [
          again.status === 201 && fresh.status === 200 && !found,
          `another one of its name ${found ? 'finds what was kept' : 'finds nothing kept'}`,
        ],
        [faults.length === 0, `${faults.length} x 5xx or cut`],
      ]
      return {
        measured: findings.map(([holds, words]) => (holds ? words : `FAILED ${words}`)).join('; '),
        pass: findings.every(([holds]) => holds),
      }
    } finally {
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      await Promise.all([provider.close(), redis.stop(), postgres.stop()])
    }
  },
}
