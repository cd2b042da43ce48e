import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'
import { SharedStateUnavailable, type SharedState } from '../../src/shared-state/shared-state.ts'

/** A store that several instances share and that can go away, with the time of the test. */
export interface RemoteState extends SharedState {
  /** How often its limits were asked or told. */
  readonly asked: () => number
  setUp(isUp: boolean): void
  /** Whether it fails without having been noticed to be away. */
  setFailing(isFailing: boolean): void
  /** What each answer of its limits waits for. */
  setDelay(delay: () => Promise<void>): void
  /** It starts again with nothing in it. */
  wipe(): void
}

export function remoteState(now: () => number, instances: number): RemoteState {
  let memory = createMemoryState({ now })
  let isUp = true
  let isFailing = false
  let asked = 0
  let delay: () => Promise<void> = () => Promise.resolve()
  const listeners = new Set<(isUp: boolean) => void>()

  const across = async <T>(work: () => T): Promise<T> => {
    await Promise.resolve()
    if (!isUp || isFailing) throw new SharedStateUnavailable('the test says so')
    return work()
  }
  const counted = <T>(work: () => T): Promise<T> => {
    asked += 1
    return across(work).then(async (answer) => {
      await delay()
      return answer
    })
  }

  return {
    kind: 'redis',
    limits: {
      acquire: (takes) => counted(() => memory.limits.acquire(takes)),
      settle: (takes) => counted(() => memory.limits.settle(takes)),
      release: (takes) => counted(() => memory.limits.release(takes)),
      learn: (key, rule, facts) => counted(() => memory.limits.learn(key, rule, facts)),
      levels: (buckets) => across(() => memory.limits.levels(buckets)),
    },
    values: {
      get: (key) => across(() => memory.values.get(key)),
      set: (key, value, options) => across(() => memory.values.set(key, value, options)),
      delete: (key, version) => across(() => memory.values.delete(key, version)),
    },
    leases: memory.leases,
    cache: {
      stamp: (tags) => across(() => memory.cache.stamp(tags)),
      get: (key) => across(() => memory.cache.get(key)),
      set: (key, bytes, entry) => across(() => memory.cache.set(key, bytes, entry)),
      delete: (key) => across(() => memory.cache.delete(key)),
      invalidate: (tags) => across(() => memory.cache.invalidate(tags)),
    },
    messages: {
      publish: (channel, message) => across(() => memory.messages.publish(channel, message)),
      subscribe: (channel, listener) => memory.messages.subscribe(channel, listener),
    },
    availability: {
      get isUp() {
        return isUp
      },
      instances,
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    close: () => memory.close(),
    asked: () => asked,
    setUp(next) {
      isUp = next
      for (const listener of listeners) listener(next)
    },
    setFailing(next) {
      isFailing = next
    },
    setDelay(next) {
      delay = next
    },
    wipe() {
      memory = createMemoryState({ now })
    },
  }
}
