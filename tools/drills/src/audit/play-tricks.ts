import { storedAudit, verifyAudit, type Database } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'
import { keyEntry } from '../vault/open-drill-vault.ts'
import { eventAt, openDrillAudit } from './open-drill-audit.ts'
import { readHeadRow, rollBack, tricks, type HeadRow } from './tricks.ts'

const entries = 120

/** What became of all tricks. */
export interface Played {
  readonly count: number
  /** Names of those that were not found. */
  readonly missed: readonly string[]
  /** Different ones. */
  readonly kinds: number
  /** Whether the log verified before and after all of them. */
  readonly isIntact: boolean
}

class Undo extends Error {}

/** Plays so many tricks on a log in an embedded store, each undone before the next. */
export async function playTricks(count: number): Promise<Played> {
  const store = await openTestStore()
  const { audit, keys, close } = await openDrillAudit(store, keyEntry('one'))
  const random = seeded(56)
  try {
    const earlier: HeadRow[] = []
    for (let index = 0; index < entries; index += 1) {
      await audit.append(eventAt(index))
      if (index % 10 === 5) earlier.push(await readHeadRow(store.database))
    }
    const expectedHead = await audit.head()
    const verifyIn = (database: Database) =>
      verifyAudit(storedAudit(database), {
        keys: { find: (id) => keys.find(id, database) },
        expectedHead,
      })
    const all = [...tricks, rollBack(earlier)]
    const missed: string[] = []
    const { isIntact: wasIntact } = await audit.verify(expectedHead)
    for (let played = 0; played < count; played += 1) {
      const trick = all[played % all.length]
      if (trick === undefined) break
      const undone = store.transaction(async (database) => {
        await letThrough(database)
        await trick.play(database, random)
        const { isIntact } = await verifyIn(database)
        if (isIntact) missed.push(trick.name)
        throw new Undo()
      })
      await undone.catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error
      })
    }
    const { isIntact } = await audit.verify(expectedHead)
    return { count, missed, kinds: all.length, isIntact: wasIntact && isIntact }
  } finally {
    await close()
    await store.close()
  }
}

/** Takes the guard against mistakes out of the way, as whoever means it would. */
async function letThrough(database: Database): Promise<void> {
  await database
    .selectNoFrom((make) =>
      make
        .fn<string>('set_config', [make.val('session_replication_role'), make.val('replica'), make.val(true)])
        .as('role'),
    )
    .execute()
}

/** The same numbers each time, from 0 up to 1. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
