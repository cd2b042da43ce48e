import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Store } from '../../store/store.ts'
import type { HeldRing } from '../ring/held-ring.ts'
import { countOtherwiseWrapped } from '../secret-rows.ts'
import type { VaultMetrics } from '../vault-metrics.ts'
import { beforeAll, rewrapBatch } from './rewrap-batch.ts'
import { finishRotation, readRotation, type RotationRecord } from './rotation-rows.ts'

export interface RotationParts {
  readonly store: Store
  readonly ring: HeldRing
  readonly metrics: VaultMetrics
  readonly log: Logger
  readonly pace: RotationPace
}

/** How fast a rotation goes. Durations are in milliseconds. */
export interface RotationPace {
  /** Secrets in one transaction. */
  readonly batch: number
  /** Between two batches, so that calls come first. */
  readonly pause: number
  /** Before what was locked, or a store that was away, is tried again. */
  readonly retry: number
  /** Between two looks for a rotation that another instance has begun and may have died over. */
  readonly watch: number
}

export const usualPace = { batch: 50, retry: 500, watch: 10_000 } as const satisfies Partial<RotationPace>

/** Works at whatever rotation is open, on as many instances as like to. */
export interface RotationWorker {
  /** Begins at once instead of at the next look. */
  wake(): void
  /** Ends after the batch at hand. */
  close(): Promise<void>
}

export function startRotationWorker(parts: RotationParts): RotationWorker {
  const { store, ring, log, pace } = parts
  const ending = new AbortController()
  const pause = (time: number): Promise<void> =>
    sleep(time, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
  let work: Promise<void> | undefined
  let isWanted = false

  const workUntilDone = async (): Promise<void> => {
    while (ring.isAdmitted && !ending.signal.aborted) {
      try {
        const rotation = await readRotation(store.database, 'open')
        if (rotation === undefined) return
        if (await passOnce(parts, rotation, pause, ending.signal)) return
      } catch (error) {
        if (!ending.signal.aborted)
          log.warn({ err: error }, 'the rotation of keys goes on when the store is back')
      }
      await pause(pace.retry)
    }
  }

  const wake = (): void => {
    isWanted = true
    work ??= (async () => {
      while (isWanted && !ending.signal.aborted) {
        isWanted = false
        await workUntilDone()
      }
    })().finally(() => (work = undefined))
  }

  const watch = setInterval(wake, pace.watch).unref()
  wake()
  return {
    wake,
    async close() {
      clearInterval(watch)
      ending.abort()
      await work
    },
  }
}

/** Walks over all secrets once. Whether that was all there is to do. */
async function passOnce(
  parts: RotationParts,
  { id, keyId }: RotationRecord,
  pause: (time: number) => Promise<void>,
  ending: AbortSignal,
): Promise<boolean> {
  const { store, ring, metrics, log, pace } = parts
  if ((await ring.find(keyId, store.database)) === undefined) {
    log.error({ key: keyId }, 'the key ring of this instance lacks the key of the rotation; others go on')
    return true
  }
  let unreadable = 0
  let after = beforeAll
  while (!ending.aborted) {
    const batch = await rewrapBatch(parts, keyId, after, pace.batch)
    metrics.rewrapped(batch.rewrapped)
    unreadable += batch.unreadable
    if (batch.last === undefined) break
    after = batch.last
    await pause(pace.pause)
  }
  if (ending.aborted) return true
  // What was locked, or written meanwhile by somebody who had not heard of the key, is for the next pass.
  if ((await countOtherwiseWrapped(store.database, keyId)) > unreadable) return false
  metrics.unreadable(unreadable)
  if (!(await finishRotation(store.database, id, unreadable))) return true
  if (unreadable === 0) log.info({ key: keyId }, 'rotation done: every secret is wrapped by this key')
  else log.error({ key: keyId, unreadable }, 'rotation done, but for secrets that could not be opened')
  return true
}
