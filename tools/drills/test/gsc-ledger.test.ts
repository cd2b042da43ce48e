import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seededClient } from '@patchbay/google/emulator'
import t, { type Test } from 'tap'
import { openApp } from '../src/support/open-app.ts'
import { adminKey, startRuntime, type RuntimeProcess } from '../src/support/runtime-process.ts'

t.setTimeout(180_000)

const root = fileURLToPath(new URL('../../..', import.meta.url))
const site = 'sc-domain:fernhill.example'
const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }

const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format()

async function startVendor(t: Test): Promise<string> {
  const vendor = await openApp({ connectors: './plugins/gsc', useMockData: true }, { baseFolder: root })
  t.teardown(() => vendor.close())
  const emulator = vendor.app.patchbay.emulators.get('gsc')
  if (emulator === undefined) throw new Error('The connector has no emulator.')
  return emulator.url
}

const call = async ({ url }: RuntimeProcess, operation: string, input: object): Promise<unknown> => {
  const body = JSON.stringify(input)
  const answer = await fetch(`${url}/v1/connectors/gsc/${operation}`, { method: 'POST', headers, body })
  const { data, detail } = (await answer.json()) as { data?: unknown; detail?: string }
  if (answer.status !== 200) throw new Error(`${operation}: ${detail}`)
  return data
}

/** What is left of the inspections of the day. */
async function left(runtime: RuntimeProcess): Promise<number> {
  const { quotas } = (await call(runtime, 'quotas.status', {})) as {
    quotas: ReadonlyArray<{ limit: string; left: number }>
  }
  return quotas.find(({ limit }) => limit === 'siteInspectionsToday')?.left ?? Number.NaN
}

t.test('inspections of the day stay counted when the process is killed', async (t) => {
  const origin = await startVendor(t)
  const data = mkdtempSync(join(tmpdir(), 'patchbay-drill-'))
  t.teardown(() => rmSync(data, { recursive: true, force: true }))
  const start = async (): Promise<RuntimeProcess> => {
    const runtime = await startRuntime({
      environment: {
        PATCHBAY_DATA: data,
        PATCHBAY_CONNECTORS: join(root, 'plugins/gsc'),
        PATCHBAY_EGRESS_ALLOW: origin,
        PATCHBAY_CONNECTIONS: JSON.stringify([
          {
            id: 'console',
            connector: 'gsc',
            config: { siteUrl: site },
            auth: 'refreshToken',
            credentials: {
              clientId: seededClient.id,
              clientSecret: seededClient.secret,
              refreshToken: seededClient.refreshToken,
            },
            origins: Object.fromEntries(
              ['searchConsole', 'siteVerification', 'indexing', 'accounts', 'oauth2'].map((name) => [
                name,
                origin,
              ]),
            ),
          },
        ]),
      },
    })
    t.teardown(() => runtime.stop())
    return runtime
  }
  const date = today()
  const first = await start()
  const urls = Array.from({ length: 45 }, (_, index) => `https://www.fernhill.example/page-${index}`)
  await call(first, 'urls.inspect_batch', { urls })
  t.equal(await left(first), 2_000 - 45)
  first.signal('SIGKILL')
  await first.ended

  const second = await start()
  await call(second, 'urls.inspect', { url: 'https://www.fernhill.example/' })
  const known = await left(second)
  if (today() !== date) return t.comment('midnight in California came between')
  t.ok(known <= 2_000 - 46, `${known} are left: none is counted back`)
  t.ok(
    known >= 2_000 - 46 - 20,
    `${known} are left: of what was written ahead one in a hundred is lost at most`,
  )
})
