import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '@patchbay/test-servers'
import { answerWell, startVendor } from '../support/fake-vendor.ts'
import { adminKey, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'
import { verification } from './verification.ts'

const instances = 3
/** Calls that each instance has in flight. */
const concurrent = 8
const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }

/**
 * What several processes that write to one log came to, with one of them, then the database and then another process killed
 * meanwhile. What was killed was started again where it had been, as an operator does it.
 */
export interface WrittenTogether {
  /** Calls that were answered, by what they were answered with. */
  readonly answered: number
  /** Of those, how many have no entry. */
  readonly lost: number
  /** Entries that are there twice. */
  readonly doubled: number
  readonly entries: number
  readonly isIntact: boolean
  readonly breaches: string
  /** Answers while the database was away. */
  readonly answeredAway: number
  /** Files of entries that killed processes had left behind. */
  readonly leftInFiles: number
}

export async function writeTogether(span: number): Promise<WrittenTogether> {
  const postgres = await startPostgres({ own: true })
  const databaseUrl = await postgres.createDatabase()
  const vendor = await startVendor(answerWell)
  const runtimes: RuntimeProcess[] = []
  const folders = Array.from({ length: instances }, () => mkdtempSync(join(tmpdir(), 'patchbay-audit-')))
  const start = async (folder: string): Promise<RuntimeProcess> => {
    const runtime = await startRuntime({
      vendors: { main: vendor.origin },
      environment: {
        DATABASE_URL: databaseUrl,
        PATCHBAY_DATA: folder,
        LOG_LEVEL: 'silent',
        PATCHBAY_STORE_TIMEOUT: '1s',
      },
    })
    runtimes.push(runtime)
    return runtime
  }
  try {
    for (const folder of folders) await start(folder)
    const [survivor, second, third] = runtimes as [RuntimeProcess, RuntimeProcess, RuntimeProcess]
    const kill = async (runtime: RuntimeProcess): Promise<void> => {
      runtime.signal('SIGKILL')
      await runtime.ended
    }
    const acknowledged: string[] = []
    let isOver = false
    let isAway = false
    let answeredAway = 0
    const callers = runtimes.flatMap((runtime) =>
      Array.from({ length: concurrent }, async () => {
        while (!isOver) {
          const requestId = await add(runtime)
          if (requestId === undefined) await sleep(20)
          else {
            acknowledged.push(requestId)
            if (isAway) answeredAway += 1
          }
        }
      }),
    )
    await sleep(span)
    await kill(third)
    await sleep(span)
    isAway = true
    await postgres.kill()
    await sleep(span)
    await kill(second)
    await postgres.restart()
    isAway = false
    await sleep(span)
    isOver = true
    await Promise.all(callers)

    const killed = folders.slice(1)
    const leftInFiles = killed.flatMap(filesIn).length
    for (const folder of killed) await start(folder)
    const ids = await exportWhole(survivor, acknowledged)
    const counts = new Map<string, number>()
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
    const { isIntact, breaches } = await verification(survivor)
    return {
      answered: acknowledged.length,
      lost: acknowledged.filter((id) => !counts.has(id)).length,
      doubled: [...counts.values()].filter((count) => count > 1).length,
      entries: ids.length,
      isIntact,
      breaches: breaches
        .map(({ kind, detail }) => `${kind}: ${detail}`)
        .slice(0, 3)
        .join('; '),
      answeredAway,
      leftInFiles,
    }
  } finally {
    await Promise.all(runtimes.map((runtime) => runtime.stop()))
    await vendor.close()
    await postgres.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}

/** Those of entries that wait in the data folder of a process. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(join(folder, 'audit')).filter((name) => name.endsWith('.events'))
  } catch {
    return [] // none has ever had to wait
  }
}

/** The id of the request, once a call was answered that it has succeeded. */
async function add({ url }: RuntimeProcess): Promise<string | undefined> {
  try {
    const body = JSON.stringify({ name: 'one' })
    const answer = await fetch(`${url}/v1/connectors/load/items.add`, { method: 'POST', headers, body })
    await answer.arrayBuffer()
    return answer.status === 200 ? (answer.headers.get('x-request-id') ?? undefined) : undefined
  } catch {
    return undefined
  }
}

/** The ids of the requests of all entries, when what waited in files has had the time to arrive. */
async function exportWhole({ url }: RuntimeProcess, acknowledged: readonly string[]): Promise<string[]> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(`${url}/v1/audit/export`, { headers })
    const lines = answer.ok ? (await answer.text()).split('\n').filter((line) => line !== '') : []
    const ids = lines
      .map((line) => JSON.parse(line) as { action: string; requestId: string })
      .filter(({ action }) => action.startsWith('call.'))
      .map(({ requestId }) => requestId)
    const there = new Set(ids)
    if (tries === 20 || acknowledged.every((id) => there.has(id))) return ids
    await sleep(500)
  }
}
