import type { Logger } from 'pino'
import type { Database } from '../../store/store.ts'
import { admitKeyRing, strangersIn } from './admit-key-ring.ts'
import type { KeyRing, RingKey } from './key-ring.ts'
import type { ProvidedRing } from './provide-key-ring.ts'

/** The ring of this instance, which grows when its file does. */
export interface HeldRing {
  readonly origin: string
  current(): KeyRing
  /** Looks into the file again for a key that is not there; at most once in a while. */
  find(id: string, database: Database): Promise<RingKey | undefined>
  /** Takes the ring as its file is now, checked as at the start. Take a transaction. Throws a `ConfigurationError`. */
  reread(database: Database): Promise<void>
}

/** Milliseconds between two looks into the file for keys that are missing. */
const patience = 1_000

/** `now` is in milliseconds since 1970. */
export function holdRing(provided: ProvidedRing, log: Logger, now: () => number): HeldRing {
  const { origin, reread } = provided
  let ring = provided.ring
  let lookedAt = 0

  const look = async (database: Database): Promise<void> => {
    if (reread === undefined || now() - lookedAt < patience) return
    lookedAt = now()
    try {
      const again = reread()
      const strangers = await strangersIn(database, again)
      if (strangers.length === 0) ring = again
      else log.error({ keys: strangers }, 'the key ring has other keys under known ids; it is not taken')
    } catch (error) {
      log.error({ err: error }, 'the key ring could not be read again')
    }
  }

  return {
    origin,
    current: () => ring,
    async find(id, database) {
      const key = ring.find(id)
      if (key !== undefined) return key
      await look(database)
      return ring.find(id)
    },
    async reread(database) {
      const again = reread?.() ?? ring
      await admitKeyRing(database, again, origin)
      ring = again
    },
  }
}
