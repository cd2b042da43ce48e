import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Database, Store } from '../../store/store.ts'
import { admitKeyRing, strangersIn } from './admit-key-ring.ts'
import type { KeyRing, RingKey } from './key-ring.ts'
import type { ProvidedRing } from './provide-key-ring.ts'

/**
 * The ring of this instance, checked against the store before it is used. Its file may grow meanwhile. Take the
 * database of the transaction that one is in, for the embedded engine has one connection.
 */
export interface HeldRing {
  /** Undefined where there was none, until the store says that it may be made. */
  readonly provided: ProvidedRing | undefined
  readonly isAdmitted: boolean
  /** Throws a `ConfigurationError` if the ring does not fit the store. */
  admit(): Promise<unknown>
  /** The ring, whether it fits the store or not. Throws `state_unavailable` where there is none yet. */
  current(): KeyRing
  /** Rejects with `secret_unavailable` if the ring does not fit the store. */
  admitted(database: Database): Promise<KeyRing>
  /** Looks into the file again for a key that is not there; at most once in a while. */
  find(id: string, database: Database): Promise<RingKey | undefined>
  /** Takes the ring as its file is now, checked as at the start. Throws a `ConfigurationError`. */
  reread(database: Database): Promise<ProvidedRing>
}

export interface HeldRingOptions {
  readonly store: Store
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Undefined where there is none yet. */
  readonly given: ProvidedRing | undefined
  /** Makes one. Throws a `ConfigurationError`. */
  readonly make: (database: Database) => Promise<ProvidedRing>
}

/** Milliseconds between two looks into the file for keys that are missing. */
const patience = 1_000

export function holdRing({ store, log, now, given, make }: HeldRingOptions): HeldRing {
  let held = given
  let isAdmitted = false
  let lookedAt = -Infinity

  const admitWithin = async (database: Database): Promise<ProvidedRing> => {
    held ??= await make(database)
    await admitKeyRing(database, held.ring, held.origin)
    return held
  }
  const admit = async (): Promise<ProvidedRing> => {
    const provided = await store.transaction(admitWithin)
    isAdmitted = true
    return provided
  }

  const admitted = async (database: Database): Promise<KeyRing> => {
    try {
      if (isAdmitted && held !== undefined) return held.ring
      // What the transaction of somebody else has written may never come to be, so it is done once more later.
      const { ring } = database === store.database ? await admit() : await admitWithin(database)
      return ring
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      log.error({ err: error }, 'the key ring does not fit the store')
      throw new Problem('secret_unavailable', {
        detail: 'The key ring of this instance does not fit what is stored.',
        advice: 'Tell the operator, whose log names the key that is wrong or missing.',
      })
    }
  }

  const look = async (database: Database): Promise<void> => {
    if (held?.reread === undefined || now() - lookedAt < patience) return
    lookedAt = now()
    try {
      const again = held.reread()
      const strangers = await strangersIn(database, again)
      if (strangers.length === 0) held = { ...held, ring: again }
      else log.error({ keys: strangers }, 'the key ring has other keys under known ids; it is not taken')
    } catch (error) {
      log.error({ err: error }, 'the key ring could not be read again')
    }
  }

  return {
    get provided() {
      return held
    },
    get isAdmitted() {
      return isAdmitted
    },
    admit,
    admitted,
    current() {
      if (held !== undefined) return held.ring
      throw new Problem('state_unavailable', { detail: 'The key ring is made when the store answers.' })
    },
    async find(id, database) {
      const key = (await admitted(database)).find(id)
      if (key !== undefined || held?.reread === undefined) return key
      await look(database)
      return held.ring.find(id)
    },
    async reread(database) {
      const before = held ?? (await make(database))
      const again = { ...before, ring: before.reread?.() ?? before.ring }
      await admitKeyRing(database, again.ring, again.origin)
      held = again
      return again
    },
  }
}
