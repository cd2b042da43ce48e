import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { SharedStateUnavailable } from '../../../src/shared-state/shared-state.ts'

type Verb = 'get' | 'set' | 'delete' | 'acquire' | 'release'

/** Whether the store fails before it has done what was asked for, or after, so that only the answer is lost. */
export type Failure = 'before' | 'after'

/** A shared state of which verbs can be made to fail. */
export interface FlakyState {
  readonly state: SharedState
  readonly failing: Map<Verb, Failure>
  /** How often each verb was asked for. */
  readonly asked: Map<Verb, number>
  /** Milliseconds; moves the store's clock. */
  readonly pass: (time: number) => void
}

/** Answers later, as a store across a network does. */
export function flakyState(): FlakyState {
  let now = 1_000_000
  const memory = createMemoryState({ now: () => now })
  const failing = new Map<Verb, Failure>()
  const asked = new Map<Verb, number>()
  const verb =
    <Parameters extends unknown[], T>(name: Verb, run: (...parameters: Parameters) => T) =>
    async (...parameters: Parameters): Promise<Awaited<T>> => {
      asked.set(name, (asked.get(name) ?? 0) + 1)
      const failure = failing.get(name)
      if (failure === 'before') throw new SharedStateUnavailable('the test wants it')
      const answer = await run(...parameters)
      if (failure === 'after') throw new SharedStateUnavailable('the test wants it')
      return answer
    }
  const { values, leases } = memory
  return {
    state: {
      ...memory,
      values: {
        get: verb('get', values.get.bind(values)),
        set: verb('set', values.set.bind(values)),
        delete: verb('delete', values.delete.bind(values)),
      },
      leases: {
        acquire: verb('acquire', leases.acquire.bind(leases)),
        renew: leases.renew.bind(leases),
        release: verb('release', leases.release.bind(leases)),
      },
    },
    failing,
    asked,
    pass: (time) => {
      now += time
    },
  }
}
