import { hash } from 'node:crypto'
import { disclose, openStore, type Store } from '@patchbay/runtime'
import { startPostgres } from '@patchbay/test-servers'
import type { Drill } from '../drill.ts'
import { startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'
import { keyEntry, keyOf, openDrillVault } from '../vault/open-drill-vault.ts'
import { askForRotation, askVault, waitForDone } from '../vault/rotation-watch.ts'
import { placeOf, readRows } from '../vault/secret-rows.ts'
import { firstText, placeAt, useSteadily } from '../vault/steady-use.ts'

const secrets = 10_000
const reads = 200
const writes = 5
/** Shares of the work after which the process is killed. */
const kills = [0.1, 0.4, 0.7]

async function digest(store: Store): Promise<string> {
  const keys = await store.database.selectFrom('vault_keys').selectAll().orderBy('id').execute()
  return hash('sha256', JSON.stringify([await readRows(store), keys]))
}

/** How a start ended that was to be refused. */
async function refusal(databaseUrl: string, keys: string): Promise<string> {
  const environment = { DATABASE_URL: databaseUrl, PATCHBAY_KEYS: keys, NODE_ENV: 'production' }
  try {
    const runtime = await startRuntime({ environment })
    await runtime.stop()
    return 'started'
  } catch (error) {
    const [, code = '?'] = /but ended \((\w+)\)/.exec(String(error)) ?? []
    const [, words = String(error)] = /PATCHBAY_KEYS: (.*)/.exec(String(error)) ?? []
    return `exit ${code}: ${words}`
  }
}

export const b46: Drill = {
  id: 'B46',
  isLong: true,
  promise: 'Keys rotate while everything goes on, and the old one can go',
  target: `${secrets} secrets on Postgres, ${reads} reads and ${writes} writes a second, the process that rotates killed with SIGKILL ${kills.length} times: 0 errors, all rewrapped, progress told and never less; old key, wrong key and missing key refused at the start with nothing overwritten. Nango and Svix: cannot rotate`,
  async run() {
    const postgres = await startPostgres({ own: true })
    const databaseUrl = await postgres.createDatabase()
    const store = await openStore({ databaseUrl })
    const [old, next] = [keyEntry('old'), keyEntry('new')]
    const drill = await openDrillVault(store, `${old},${next}`)
    const runtimes: RuntimeProcess[] = []
    const start = async (keys: string): Promise<RuntimeProcess> => {
      const runtime = await startRuntime({
        environment: {
          DATABASE_URL: databaseUrl,
          PATCHBAY_KEYS: keys,
          NODE_ENV: 'production',
          // Slow enough to be killed in between.
          PATCHBAY_ROTATION_PAUSE: '100ms',
        },
      })
      runtimes.push(runtime)
      return runtime
    }
    try {
      for (let index = 0; index < secrets; index += 8) {
        const some = Array.from({ length: Math.min(8, secrets - index) }, (_, offset) => index + offset)
        await Promise.all(some.map((one) => drill.vault.put(placeAt(one), firstText(one))))
      }
      const use = useSteadily(drill.vault, secrets, reads, writes)
      let runtime = await start(`${next},${old}`)
      const asked = await askForRotation(runtime)
      const told: number[] = []
      const cut: number[] = []
      for (const share of kills) {
        await waitForDone(runtime, secrets * share, told)
        runtime.signal('SIGKILL')
        await runtime.ended
        const left = (await drill.keeper.status()).rotation?.left ?? 0
        if (left > 0) cut.push(secrets - left)
        runtime = await start(`${next},${old}`)
      }
      const { keys, rotation } = await waitForDone(runtime, secrets, told)
      const used = await use.stop()
      await runtime.stop()

      const rows = await readRows(store)
      const oldKey = keyOf(old)
      const openedByOld = rows.filter(
        (row) =>
          disclose(
            { ...placeOf(row), version: row.version },
            { keyId: 'old', wrappedKey: row.wrapped_key, sealed: row.sealed },
            oldKey,
          ) !== undefined,
      ).length
      const retired = await start(next)
      const isRetired = (await askVault(retired)).keys.some(
        ({ id, retiredAt }) => id === 'old' && retiredAt !== null,
      )
      await retired.stop()
      const before = await digest(store)
      const refusals = {
        old: await refusal(databaseUrl, old),
        wrong: await refusal(databaseUrl, keyEntry('new')),
        unknown: await refusal(databaseUrl, keyEntry('other')),
      }
      const isUntouched = (await digest(store)) === before
      const back = await start(`${old},${next}`)
      const backAsked = await askForRotation(back)

      const isMonotonic = told.every((done, index) => done >= (told[index - 1] ?? 0))
      const byNew = keys.find(({ id }) => id === 'new')
      return {
        measured:
          `${used.errors.length} errors of ${used.reads} reads (p99 ${used.p99.toFixed(0)} ms, longest ${used.longest.toFixed(0)} ms, of which this process itself stood still for ${used.stall.toFixed(0)} ms) and ${used.writes} writes; ` +
          `asked ${asked}, killed at ${cut.join(', ')} of ${secrets}, then ${rotation?.state} with ${byNew?.secrets} by the new key; ` +
          `progress told ${told.length} times${isMonotonic ? '' : ', not always more'}; ` +
          `${openedByOld} opened by the old key, retired: ${isRetired}; starts refused: ${JSON.stringify(refusals)}, ` +
          `${isUntouched ? 'nothing' : 'SOMETHING'} overwritten; to the old key again: ${backAsked}` +
          used.errors
            .slice(0, 3)
            .map((error) => `; ${error}`)
            .join(''),
        pass:
          used.errors.length === 0 &&
          used.reads > 0 &&
          asked === '202' &&
          cut.length === kills.length &&
          rotation?.state === 'done' &&
          byNew?.secrets === secrets &&
          isMonotonic &&
          openedByOld === 0 &&
          isRetired &&
          Object.values(refusals).every((words) => words.startsWith('exit 2:') && words.includes('"new"')) &&
          isUntouched &&
          backAsked === '409 conflict',
      }
    } finally {
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      await drill.close()
      await store.close()
      await postgres.stop()
    }
  },
}
