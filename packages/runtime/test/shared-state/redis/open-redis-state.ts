import type { Test } from 'tap'
import {
  createRedisState,
  type RedisState,
  type RedisStateOptions,
} from '../../../src/shared-state/redis/create-redis-state.ts'
import type { Availability } from '../../../src/shared-state/shared-state.ts'

// For a machine that has much else to do; what the budget does is tested where it is set.
const patience = 10_000

/** A state that is up, and closed at the end of the test. */
export async function openRedisState(
  t: Test,
  options: Pick<RedisStateOptions, 'url' | 'prefix'> & Partial<RedisStateOptions>,
): Promise<RedisState> {
  const state = createRedisState({ commandTimeout: patience, ...options })
  t.teardown(() => state.close())
  await whenUp(state.availability)
  return state
}

/** Resolves when it is up, or down if that is asked for; at once if it is already. */
export function whenUp(availability: Availability, wanted = true): Promise<void> {
  return new Promise((resolve) => {
    if (availability.isUp === wanted) return resolve()
    const end = availability.onChange((isUp) => {
      if (isUp !== wanted) return
      end()
      resolve()
    })
  })
}
