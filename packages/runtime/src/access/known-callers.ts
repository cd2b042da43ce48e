import type { Caller } from './caller.ts'

/** Headers that are remembered. More callers than this are looked up again. */
const mostKnown = 10_000
/** Milliseconds after which a caller is looked up again, while it goes on: news of a change may have been missed. */
const trust = 60_000
/** Look-ups of one header that changes cross, before it is not remembered. */
const mostCrossed = 3

interface Known {
  readonly caller: Caller
  trustedUntil: number
}

/** Callers by the header that they come with, so that a request costs no more than a look-up in a map. */
export interface KnownCallers {
  /** Undefined if the header is not known, or stands for nobody any more. */
  get(header: string, time: number): Caller | undefined
  /** Looks one up, once for all who ask at the same time, and remembers it. Rejects as the look-up does. */
  learn(header: string): Promise<Caller>
  /** Forgets those that have changed, and whatever is being looked up. */
  forget(hasChanged: (caller: Caller) => boolean): void
}

export interface KnownCallersParts {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Tells whom a header stands for. */
  readonly find: (header: string) => Promise<Caller>
  /** Whether a failed look-up says that the header stands for nobody. Otherwise a known caller goes on. */
  readonly isVerdict: (error: unknown) => boolean
}

export function createKnownCallers({ now, find, isVerdict }: KnownCallersParts): KnownCallers {
  // Found by a hash that is seeded: how long that takes tells nothing about how much of a guess is right.
  const known = new Map<string, Known>()
  const asked = new Map<string, Promise<Caller>>()
  /** Counts changes: what was looked up before one may be what has changed. */
  let epoch = 0

  const remember = (header: string, caller: Caller): void => {
    if (known.size >= mostKnown && !known.has(header)) {
      const [oldest] = known.keys()
      if (oldest !== undefined) known.delete(oldest)
    }
    known.set(header, { caller, trustedUntil: now() + trust })
  }

  const ask = async (header: string): Promise<Caller> => {
    for (let tries = 1; ; tries += 1) {
      const begun = epoch
      const caller = await find(header)
      if (begun === epoch) remember(header, caller)
      else if (tries < mostCrossed) continue
      return caller
    }
  }

  const learn = (header: string): Promise<Caller> => {
    const running = asked.get(header)
    if (running !== undefined) return running
    const answer = ask(header).finally(() => asked.delete(header))
    asked.set(header, answer)
    return answer
  }

  const renew = (header: string, one: Known, time: number): void => {
    one.trustedUntil = time + trust
    learn(header).catch((error: unknown) => {
      if (isVerdict(error) && known.get(header) === one) known.delete(header)
    })
  }

  return {
    get(header, time) {
      const one = known.get(header)
      if (one === undefined) return undefined
      if (time >= one.caller.validUntil) {
        known.delete(header)
        return undefined
      }
      if (time >= one.trustedUntil) renew(header, one, time)
      return one.caller
    },
    learn,
    forget(hasChanged) {
      epoch += 1
      for (const [header, { caller }] of known) if (hasChanged(caller)) known.delete(header)
    },
  }
}
