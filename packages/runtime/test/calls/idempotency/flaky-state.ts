import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { SharedStateUnavailable } from '../../../src/shared-state/shared-state.ts'

type Verb = 'get' | 'set' | 'delete' | 'acquire' | 'release'

/** Whether the store fails before it has done what was asked for, or after, so that only the answer is lost. */
export type Failure = 'before' | 'after'

/** A shared state, up unless `isUp` is set to false, of which verbs can be made to fail. */
export interface FlakyState {
  readonly state: SharedState
  readonly failing: Map<Verb, Failure>
  readonly availability: { isUp: boolean }
  /** Called back before each verb. */
  onAsk: (verb: Verb) => void
  /** Milliseconds; moves the store's clock. */
  readonly pass: (time: number) => void
}

/** Answers later, as a store across a network does. */
export function flakyState(): FlakyState {
  let now = 1_000_000
  const memory = createMemoryState({ now: () => now })
  const failing = new Map<Verb, Failure>()
  const availability = { isUp: true, instances: 1, onChange: () => () => undefined }
  const verb =
    <Parameters extends unknown[], T>(name: Verb, run: (...parameters: Parameters) => T) =>
    async (...parameters: Parameters): Promise<Awaited<T>> => {
      flaky.onAsk(name)
      const failure = failing.get(name)
      if (failure === 'before') throw new SharedStateUnavailable('the test wants it')
      const answer = await run(...parameters)
      if (failure === 'after') throw new SharedStateUnavailable('the test wants it')
      return answer
    }
  const { values, leases } = memory
  const flaky: FlakyState = {
    availability,
    onAsk: () => undefined,
    state: {
      ...memory,
      availability,
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
    pass: (time) => {
      now += time
    },
  }
  return flaky
}
