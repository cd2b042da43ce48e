import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  clientId,
  clientSecret,
  startIdentityProvider,
  startPostgres,
  startRedis,
  type IdentityProvider,
} from '@patchbay/test-servers'
import { Agent, request } from 'undici'
import type { Drill } from '../drill.ts'
import { adminKey, connectorFolder, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'

const instances = 3
/** At once, on each instance. */
const callers = 200
/** Milliseconds that callers may be served later, from the vendor's answer on, than if there had been a token. */
const latest = 250

const connections = ['warm', 'many', 'slow', 'killed', 'paused'] as const
type Connection = (typeof connections)[number]

/** What a caller saw, and when. */
interface Served {
  readonly status: number
  /** Of the problem. */
  readonly code: string
  readonly at: number
}

/** What became of one part of the drill. */
type Finding = readonly [holds: boolean, words: string]

const agent = new Agent({ connections: callers, headersTimeout: 60_000 })

async function call({ url }: RuntimeProcess, connection: Connection, n: number): Promise<Served> {
  try {
    const { statusCode, body } = await request(`${url}/v1/connectors/account/items.get`, {
      method: 'POST',
      dispatcher: agent,
      headers: {
        authorization: `Bearer ${adminKey}`,
        'content-type': 'application/json',
        'patchbay-connection': connection,
      },
      body: `{"name":"n${n}"}`,
    })
    const text = await body.text()
    return { status: statusCode, code: /"code":"(\w+)"/.exec(text)?.[1] ?? '', at: performance.now() }
  } catch {
    return { status: 0, code: 'cut', at: performance.now() }
  }
}

const callAll = async (runtimes: readonly RuntimeProcess[], connection: Connection): Promise<Served[]> =>
  Promise.all(
    runtimes.flatMap((runtime, index) =>
      Array.from({ length: callers }, (_, n) => call(runtime, connection, index * callers + n)),
    ),
  )

/** What the provider was asked since `from`, and how long after its last token the callers were served. */
function judge(
  name: Connection,
  served: readonly Served[],
  provider: IdentityProvider,
  from: number,
  mostRequests: number,
  usual: number,
): Finding {
  const asked = provider.asked('refresh_token').slice(from)
  const refused = asked.filter(({ error }) => error !== undefined)
  const failed = served.filter(({ status }) => status !== 200)
  const given = Math.max(...asked.map(({ answeredAt = 0 }) => answeredAt))
  const late = Math.max(...served.map(({ at }) => at)) - given
  const failures = [...new Set(failed.map(({ code }) => code))].join(', ')
  return [
    asked.length <= mostRequests && refused.length === 0 && failed.length === 0 && late <= usual + latest,
    `${name}: ${served.length - failed.length}/${served.length} served${failures === '' ? '' : ` (others ${failures})`}, ` +
      `${asked.length} refresh${asked.length === 1 ? '' : 'es'}, ${refused.length} invalid_grant, the last caller ${late.toFixed(0)} ms after the token`,
  ]
}

export const b48: Drill = {
  id: 'B48',
  promise: 'A token is refreshed once, however many callers of however many processes need it',
  target: `${callers} callers × ${instances} processes: 1 refresh, also when it takes 15 s and without Redis; ≤ 2 when the holder is killed; 0 invalid_grant; all served ≤ ${latest} ms later than without a refresh`,
  isLong: true,
  async run() {
    const provider = await startIdentityProvider()
    const [postgres, redis] = await Promise.all([startPostgres(), startRedis({ own: true })])
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-b48-'))
    const runtimes: RuntimeProcess[] = []
    try {
      const environment = {
        DATABASE_URL: await postgres.createDatabase(),
        REDIS_URL: redis.url,
        // All of them come in one moment, which is not what this is about.
        PATCHBAY_TURN_BUDGET: '0s',
        PATCHBAY_DATA: folder,
        PATCHBAY_KEYS: `drill:${randomBytes(32).toString('base64')}`,
        PATCHBAY_CONNECTORS: connectorFolder('account'),
        PATCHBAY_EGRESS_ALLOW: provider.origin,
        PATCHBAY_CONNECTIONS: JSON.stringify(
          connections.map((id) => ({
            id,
            connector: 'account',
            auth: 'imported',
            credentials: {
              clientId,
              clientSecret,
              refreshToken: provider.tokens.begin(['read'], true).refreshToken,
            },
            origins: { api: provider.origin, login: provider.origin },
          })),
        ),
      }
      for (let n = 0; n < instances; n += 1) runtimes.push(await startRuntime({ environment }))
      const [first, ...others] = runtimes
      if (first === undefined) throw new Error('there are three')
      const findings: Finding[] = []
      // What as many calls at once take where nobody has to wait for a token: they share two cores and one vendor.
      let usual = 0
      const measureUsual = async (): Promise<void> => {
        const begun = performance.now()
        const served = await callAll(runtimes, 'warm')
        usual = Math.max(...served.map(({ at }) => at)) - begun
      }
      const part = async (name: Connection, delay: number, mostRequests = 1): Promise<void> => {
        provider.delay = delay
        const from = provider.asked('refresh_token').length
        const served = await callAll(runtimes, name)
        findings.push(judge(name, served, provider, from, mostRequests, usual))
      }

      for (let rounds = 0; rounds < 4; rounds += 1) await measureUsual()
      await part('many', 500)
      await part('slow', 15_000)
      redis.pause()
      await part('paused', 500)
      redis.resume()

      provider.delay = 5_000
      const from = provider.asked('refresh_token').length
      const lost = call(first, 'killed', 0)
      while (provider.asked('refresh_token').length === from) await sleep(10)
      const survivors = callAll(others, 'killed')
      await sleep(2_000)
      await first.stop()
      await lost
      findings.push(judge('killed', await survivors, provider, from, 2, usual))
      return {
        measured: `${callers * instances} calls at once without a refresh: ${usual.toFixed(0)} ms; ${findings.map(([holds, words]) => (holds ? words : `FAILED ${words}`)).join('; ')}`,
        pass: findings.every(([holds]) => holds),
      }
    } finally {
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      await Promise.all([provider.close(), redis.stop(), postgres.stop(), agent.close()])
      await rm(folder, { recursive: true, force: true })
    }
  },
}
