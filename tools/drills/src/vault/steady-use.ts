import { setTimeout as sleep } from 'node:timers/promises'
import { randomInt } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Vault } from '@patchbay/runtime'
import { quantile } from '../support/statistics.ts'

/** What came of using secrets all the while. */
export interface Use {
  readonly reads: number
  readonly writes: number
  /** In milliseconds, from when a read was due. */
  readonly p99: number
  readonly longest: number
  /** The longest time for which this process did nothing else, which says nothing about the vault. */
  readonly stall: number
  /** What went wrong: failures, and texts that were not the last that was written. */
  readonly errors: readonly string[]
}

/** What is known of a secret. */
interface Kept {
  readonly last: string
  readonly version: number
  readonly onItsWay: Set<string>
}

export interface SteadyUse {
  stop(): Promise<Use>
}

export const placeAt = (index: number) => ({
  tenant: 'default',
  record: `connection-${index}`,
  purpose: 'credentials',
})

export const firstText = (index: number): string => `secret-${index}-of-connection`

/** Reads any secrets at a rate (in each second), and changes some of them, whatever becomes of earlier uses. */
export function useSteadily(vault: Vault, secrets: number, reads: number, writes: number): SteadyUse {
  const kept = new Map<number, Kept>()
  const latencies: number[] = []
  const errors: string[] = []
  const open = new Set<Promise<void>>()
  const turns = monitorEventLoopDelay({ resolution: 5 })
  turns.enable()
  let written = 0
  let isStopping = false

  const follow = (work: Promise<void>): void => {
    const followed = work
      .catch((error: unknown) => void errors.push(String(error)))
      .finally(() => open.delete(followed))
    open.add(followed)
  }
  const keptAt = (index: number): Kept => {
    const known = kept.get(index) ?? { last: firstText(index), version: 0, onItsWay: new Set() }
    kept.set(index, known)
    return known
  }
  const mayHold = (index: number): string[] => [keptAt(index).last, ...keptAt(index).onItsWay]
  const read = async (due: number): Promise<void> => {
    const index = randomInt(secrets)
    const before = mayHold(index)
    const secret = await vault.get(placeAt(index))
    latencies.push(performance.now() - due)
    if (secret === undefined || ![...before, ...mayHold(index)].includes(secret.text)) {
      errors.push(`secret ${index} is not what was written`)
    }
  }
  const write = async (): Promise<void> => {
    const index = randomInt(secrets)
    const secret = await vault.get(placeAt(index))
    if (secret === undefined) throw new Error(`secret ${index} is gone`)
    const text = `${firstText(index)}-${(written += 1)}`
    const known = keptAt(index)
    known.onItsWay.add(text)
    const version = await vault.put(placeAt(index), text, { ifVersion: secret.version })
    if (version !== undefined && version > known.version) Object.assign(known, { last: text, version })
    known.onItsWay.delete(text)
  }

  const run = async (): Promise<void> => {
    const begun = performance.now()
    for (let count = 0; !isStopping; count += 1) {
      const due = begun + (count * 1_000) / reads
      await sleep(Math.max(0, due - performance.now()))
      follow(read(due))
      if (count % Math.round(reads / writes) === 0) follow(write())
    }
    await Promise.all(open)
  }
  const running = run()
  return {
    async stop() {
      isStopping = true
      await running
      return {
        reads: latencies.length,
        writes: written,
        p99: quantile(latencies, 0.99),
        longest: quantile(latencies, 1),
        stall: turns.max / 1e6,
        errors,
      }
    },
  }
}
