import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort, startPostgres, startRedis } from '@patchbay/test-servers'
import type { Drill } from '../drill.ts'
import { startVendor } from '../support/fake-vendor.ts'
import { adminKey, connectorFolder, startRuntime } from '../support/runtime-process.ts'

/** Milliseconds. */
const listenWithin = 3_000
const healWithin = 2_000
const patience = 20_000

interface Part {
  readonly part: string
  readonly state: string
}

interface Readiness {
  readonly status: number
  readonly body: { readonly status: string; readonly parts: readonly Part[] }
}

const plugin = (name: string): string =>
  fileURLToPath(new URL(`../../../../plugins/${name}`, import.meta.url))

async function writeBrokenConnector(parent: string): Promise<string> {
  const folder = join(parent, 'broken')
  await mkdir(folder)
  const manifest = {
    name: 'broken',
    version: '1.0.0',
    type: 'module',
    exports: { '.': './index.js' },
    patchbay: { contract: '1' },
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'index.js'), "throw new Error('this connector is broken')\n")
  return folder
}

async function readiness(url: string): Promise<Readiness> {
  const answer = await fetch(`${url}/readyz`)
  return { status: answer.status, body: (await answer.json()) as Readiness['body'] }
}

/** The status of a call, and the code of its problem if it has one. */
async function call(url: string, operation: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${url}/v1/connectors/${operation}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json', ...headers },
    body: '{}',
  })
  const { code } = (await answer.json()) as { code?: string }
  return code === undefined ? String(answer.status) : `${answer.status} ${code}`
}

/** Milliseconds until the condition holds. */
async function timeUntil(condition: () => Promise<boolean>): Promise<number> {
  const begun = performance.now()
  while (performance.now() - begun < patience) {
    if (await condition()) return performance.now() - begun
    await sleep(25)
  }
  return Infinity
}

const isPart = ({ body }: Readiness, part: string, state: string): boolean =>
  body.parts.some((one) => one.part === part && one.state === state)

const seconds = (time: number): string => `${(time / 1_000).toFixed(1)} s`

export const b20: Drill = {
  id: 'B20',
  isLong: true,
  promise: 'It starts while everything around it is down',
  target: `no Postgres, no Redis, no upstream, 1 broken connector of 5: listening within ${seconds(listenWithin)}, /livez 200; /readyz names Postgres, Redis and the connector, with 200, since an instance that is taken out for what all instances miss serves nobody (decision 0008); calls are refused until Postgres is there, since it knows what is switched off; then the others serve; all healed within ${seconds(healWithin)}`,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-b20-'))
    const [redisPort, vendorPort] = [await freePort(), await freePort()]
    const postgres = await startPostgres({ own: true })
    await postgres.kill()
    const connectors = [
      connectorFolder('load'),
      connectorFolder('hostile'),
      plugin('shopify'),
      plugin('bing-wmt'),
      await writeBrokenConnector(folder),
    ]
    const begun = performance.now()
    const runtime = await startRuntime({
      vendors: { main: `http://127.0.0.1:${vendorPort}` },
      environment: {
        DATABASE_URL: postgres.url,
        REDIS_URL: `redis://127.0.0.1:${redisPort}`,
        PATCHBAY_CONNECTORS: connectors.join(','),
        USE_MOCK_DATA: 'true',
        LOG_LEVEL: 'silent',
      },
    })
    const listening = performance.now() - begun
    const closing: Array<() => Promise<void>> = [
      () => runtime.stop(),
      () => rm(folder, { recursive: true }),
      () => postgres.stop(),
    ]
    try {
      const { url } = runtime
      const alive = (await fetch(`${url}/livez`)).status
      const ready = await readiness(url)
      const named =
        isPart(ready, 'connector:broken', 'quarantined') &&
        isPart(ready, 'store:postgres', 'unavailable') &&
        isPart(ready, 'shared-state:redis', 'unavailable')
      // Nobody knows yet what is switched off.
      const early = await call(url, 'shopify/shop.get')

      await postgres.restart()
      const storeHealed = await timeUntil(async () => (await call(url, 'shopify/shop.get')) === '200')
      const upstream = await call(url, 'load/items.get')
      const others = [await call(url, 'shopify/shop.get'), await call(url, 'bing-wmt/sites.list')]
      const keyed = await call(url, 'load/items.add', { 'idempotency-key': 'b20' })

      const redis = await startRedis({ port: redisPort })
      closing.push(() => redis.stop())
      const redisHealed = await timeUntil(async () =>
        isPart(await readiness(url), 'shared-state:redis', 'ready'),
      )
      const vendor = await startVendor(undefined, vendorPort)
      closing.push(() => vendor.close())
      const keyedHealed = await timeUntil(
        async () => (await call(url, 'load/items.add', { 'idempotency-key': 'b20' })) === '200',
      )
      const upstreamHealed = await timeUntil(async () => (await call(url, 'load/items.get')) === '200')
      return {
        measured: `listening after ${seconds(listening)}; /livez ${alive}; /readyz ${ready.status} ${ready.body.status}, ${named ? 'all named' : JSON.stringify(ready.body.parts)}; a call ${early}; Postgres back after ${seconds(storeHealed)}, then good connectors ${others.join(' and ')}, without upstream ${upstream}, with a key ${keyed}; Redis after ${seconds(redisHealed)}, the key after ${seconds(keyedHealed)}, the upstream after ${seconds(upstreamHealed)}`,
        pass:
          listening <= listenWithin &&
          alive === 200 &&
          ready.status === 200 &&
          ready.body.status === 'degraded' &&
          named &&
          upstream === '502 vendor_error' &&
          others.every((one) => one === '200') &&
          early === '503 state_unavailable' &&
          keyed === '502 vendor_error' &&
          [redisHealed, storeHealed, keyedHealed, upstreamHealed].every((time) => time <= healWithin),
      }
    } finally {
      for (const close of closing) await close()
    }
  },
}
