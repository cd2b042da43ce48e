import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildApp, defaultSettings } from '@patchbay/runtime'
import type { Test } from 'tap'

const rounds = 3

/** Building and closing again and again leaves no socket, server or timer behind. */
export async function checkLoading(t: Test, folder: URL): Promise<void> {
  const round = async (): Promise<void> => {
    const app = await buildApp(
      defaultSettings({
        connectors: fileURLToPath(folder).replace(/\/$/, ''),
        logLevel: 'silent',
        useMockData: true,
      }),
      { adminKey: 'acceptance-admin-key' },
    )
    t.same(app.patchbay.registry.quarantined, [])
    await app.inject('/readyz')
    await app.close()
  }
  await round() // the first one loads modules
  const before = await openResources()
  for (let count = 0; count < rounds; count += 1) await round()
  t.same(await openResources(), before)
}

async function openResources(): Promise<Record<string, number>> {
  await sleep(50)
  const kinds = process.getActiveResourcesInfo().filter((kind) => /Server|Socket|TCP|Pipe|Worker/.test(kind))
  return Object.fromEntries(
    [...new Set(kinds)].map((kind) => [kind, kinds.filter((other) => other === kind).length]),
  )
}
