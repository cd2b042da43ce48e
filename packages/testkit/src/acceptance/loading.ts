import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildApp, defaultSettings, type Store } from '@patchbay/runtime'
import type { Test } from 'tap'

const rounds = 3

/** Building and closing again and again leaves no socket, server, timer or worker behind. */
export async function checkLoading(t: Test, folder: URL, store: Store): Promise<void> {
  const round = async (): Promise<void> => {
    const app = await buildApp(
      defaultSettings({
        connectors: fileURLToPath(folder).replace(/\/$/, ''),
        logLevel: 'silent',
        useMockData: true,
      }),
      { adminKey: 'acceptance-admin-key', store },
    )
    t.same(app.patchbay.registry.quarantined, [], 'it loads')
    await app.inject('/readyz')
    await app.close()
  }
  await round() // the first one loads modules
  const before = await openResources()
  for (let count = 0; count < rounds; count += 1) await round()
  t.same(await openResources(), before, 'nothing is left open')
}

// Sockets may take a moment to close.
const settling = 100

/** Timers and workers that keep the process alive, and handles of the system whether they do or not. */
async function openResources(): Promise<Record<string, number>> {
  await sleep(settling)
  const active = process.getActiveResourcesInfo().filter((kind) => /Timeout|Worker/.test(kind))
  const { libuv } = process.report.getReport() as unknown as Report
  const handles = libuv
    .filter(({ type, is_active: isActive }) => isActive && /^(tcp|pipe|udp|process|fs_event)$/.test(type))
    .map(({ type }) => type)
  const counts: Record<string, number> = {}
  for (const kind of [...active, ...handles]) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** The part of Node's diagnostic report that is looked at. */
interface Report {
  readonly libuv: ReadonlyArray<{ readonly type: string; readonly is_active: boolean }>
}
