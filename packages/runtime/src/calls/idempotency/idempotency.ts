import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { isStoreAway } from '../../store/outages.ts'
import type { Store } from '../../store/store.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { CountKey } from './idempotency-metrics.ts'
import { KeyClaim } from './key-claim.ts'
import type { KeptAnswer } from './key-record.ts'
import { KeyStore } from './key-store.ts'
import { PendingWrites } from './pending-writes.ts'
import { answerNotKept, cutOff, otherInput, stillRunning, storeAway } from './refusals.ts'
import type { SealedBodies } from './sealed-bodies.ts'

/** A call that carries a key. The same key means the same call only for the same of these. */
export interface KeyScope {
  readonly tenant: string
  readonly principal: string
  /** Id and major. */
  readonly connector: string
  readonly operation: string
  readonly connection: string
}

export interface KeyedCall {
  readonly scope: KeyScope
  readonly key: string
  /** Checked, with its defaults. */
  readonly input: unknown
  /** Unique to this call. */
  readonly owner: string
  /** Milliseconds that the call may take. */
  readonly timeout: number
  /** Milliseconds that the key is remembered. Default: as long as all are. */
  readonly ttl?: number | undefined
  /** Whether the operation finds out by itself what a call did of which nobody knows how it ended. Default: no. */
  readonly recovers?: boolean
}

/**
 * Whether a call is the first with its key and has to run, or what the first one was answered. `unknownFor`: milliseconds
 * since an earlier one has ended that may have acted, so that this one has to look first.
 */
export type Admission =
  | { readonly claim: KeyClaim; readonly unknownFor?: number }
  | { readonly answer: KeptAnswer }

/** Lets each key have one effect. */
export interface Idempotency {
  /**
   * Rejects with a `Problem` where the call must neither run nor be answered: `conflict` while the first one runs,
   * `idempotency_mismatch`, `outcome_unknown` if the first one was cut off, `state_unavailable`.
   */
  admit(call: KeyedCall): Promise<Admission>
  /** Waits for the calls that run, and for their records. */
  close(): Promise<void>
}

export interface IdempotencyParts {
  readonly store: Store
  readonly bodies: SealedBodies
  /** Milliseconds that a key is remembered. */
  readonly ttl: number
  readonly count: CountKey
  readonly log: Logger
}

/** Milliseconds. A store that has only lost a connection is back within it, and a write can wait that long. */
const patience = 500
/** Milliseconds between two tries. */
const pause = 50

/** Milliseconds that a call may overrun its timeout before it is taken for dead. */
const leaseMargin = 5_000

/** The text that stands for a key within its scope, here and at a vendor that knows such keys itself. */
export function idempotencyId(
  { tenant, principal, connector, operation, connection }: KeyScope,
  key: string,
): string {
  return hash(
    'sha256',
    JSON.stringify([tenant, principal, connector, operation, connection, key]),
    'base64url',
  )
}

export function createIdempotency({
  store,
  bodies,
  ttl: longest,
  count,
  log,
}: IdempotencyParts): Idempotency {
  const pending = new PendingWrites(log)
  const running = new Set<KeyClaim>()
  let onIdle: (() => void) | undefined

  const begin = (keys: KeyStore, endedAt?: Date): KeyClaim => {
    const onEnd = (): void => {
      running.delete(claim)
      if (running.size === 0) onIdle?.()
    }
    const claim = new KeyClaim(keys, pending, onEnd, endedAt)
    running.add(claim)
    count(endedAt === undefined ? 'first' : 'recovered')
    return claim
  }

  const admit = async (keys: KeyStore, fingerprint: string, recovers: boolean): Promise<Admission> => {
    const record = await keys.begin()
    if (record === undefined) return { claim: begin(keys) }
    if (record.fingerprint !== fingerprint) {
      count('mismatch')
      throw otherInput()
    }
    if (record.state === 'cut_off' && recovers) {
      const ended = await keys.takeOver()
      if (ended !== undefined) return { claim: begin(keys, ended.at), unknownFor: ended.ago }
      count('running')
      throw stillRunning()
    }
    if (record.state === 'running' || record.state === 'cut_off') {
      count(record.state)
      throw record.state === 'running' ? stillRunning() : cutOff()
    }
    count('replayed')
    if (record.state === 'done') return { answer: record.answer }
    throw answerNotKept(record.status)
  }

  return {
    async admit({ scope, key, input, owner, timeout, recovers = false, ttl = longest }) {
      const fingerprint = fingerprintOf(input)
      const keys = new KeyStore({
        store,
        bodies,
        id: idempotencyId(scope, key),
        tenant: scope.tenant,
        owner,
        fingerprint,
        leaseTtl: timeout + leaseMargin,
        ttl,
      })
      const until = store.availability.isUp ? performance.now() + patience : 0
      for (;;) {
        try {
          return await admit(keys, fingerprint, recovers)
        } catch (error) {
          if (!isStoreAway(error)) throw error
          if (performance.now() < until) {
            await sleep(pause)
            continue
          }
          // What was asked for may have happened all the same, and would stand in the way of the next try.
          pending.add(() => keys.free())
          count('unavailable')
          throw storeAway(error)
        }
      }
    },
    async close() {
      if (running.size > 0) await new Promise<void>((resolve) => (onIdle = resolve))
      await pending.close()
    },
  }
}
