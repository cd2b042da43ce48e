import { openStore, type Store } from '@patchbay/runtime'
import { quantile } from '../support/statistics.ts'
import { keyEntry } from '../vault/open-drill-vault.ts'
import { eventAt, openDrillAudit } from './open-drill-audit.ts'

/** What an entry costs. Latencies are in milliseconds, from being told of to being durable. */
export interface WriteCost {
  /** One at a time. */
  readonly alone: { readonly p50: number; readonly p99: number }
  /** With so many at once all the time. */
  readonly together: { readonly p50: number; readonly p99: number; readonly perSecond: number }
  /** Microseconds of this process for each of those: hashing, and talking to the store. */
  readonly processor: number
}

const concurrent = 50

export async function measureWrites(databaseUrl: string | undefined, count: number): Promise<WriteCost> {
  const store: Store = await openStore(databaseUrl === undefined ? {} : { databaseUrl })
  const { audit, close } = await openDrillAudit(store, keyEntry('one'))
  const write = async (index: number): Promise<number> => {
    const begun = performance.now()
    await audit.append(eventAt(index))
    return performance.now() - begun
  }
  try {
    for (let index = 0; index < 200; index += 1) await write(index)
    const alone: number[] = []
    for (let index = 0; index < count / 10; index += 1) alone.push(await write(index))
    const together: number[] = []
    let next = 0
    const begun = performance.now()
    const used = process.cpuUsage()
    await Promise.all(
      Array.from({ length: concurrent }, async () => {
        while (next < count) together.push(await write(next++))
      }),
    )
    const { user, system } = process.cpuUsage(used)
    return {
      alone: { p50: quantile(alone, 0.5), p99: quantile(alone, 0.99) },
      together: {
        p50: quantile(together, 0.5),
        p99: quantile(together, 0.99),
        perSecond: (count * 1_000) / (performance.now() - begun),
      },
      processor: (user + system) / count,
    }
  } finally {
    await close()
    await store.close()
  }
}
