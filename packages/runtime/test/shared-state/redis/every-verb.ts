import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { freshScope } from '../contract/fresh-scope.ts'

/** Each verb that asks the store, by its name. */
export function everyVerb({
  limits,
  values,
  leases,
  cache,
  messages,
}: SharedState): Record<string, () => unknown> {
  const key = sharedKey(freshScope(), 'a')
  const rule = { kind: 'window', amount: 1_000, window: 1_000 } as const
  const take = { key, rule, cost: 1 }
  return {
    'limits.acquire': () => limits.acquire([take]),
    'limits.settle': () => limits.settle([take]),
    'limits.release': () =>
      limits.release([
        { key, rule: { kind: 'concurrency', amount: 1, holdFor: 1_000 }, cost: 1, holder: 'a' },
      ]),
    'limits.learn': () => limits.learn(key, rule, { left: 100 }),
    'limits.levels': () => limits.levels([take]),
    'values.set': () => values.set(key, 'a', { ttl: 1_000 }),
    'values.get': () => values.get(key),
    'values.delete': () => values.delete(key),
    'leases.acquire': () => leases.acquire(key, 'a', 1_000),
    'leases.renew': () => leases.renew(key, 'a', 1_000),
    'leases.release': () => leases.release(key, 'a'),
    'cache.stamp': () => cache.stamp([key]),
    'cache.set': () => cache.set(key, new Uint8Array(1), { ttl: 1_000, tags: [], stamp: [] }),
    'cache.get': () => cache.get(key),
    'cache.delete': () => cache.delete(key),
    'cache.invalidate': () => cache.invalidate([key]),
    'messages.publish': () => messages.publish('a', 'b'),
  }
}

/** What became of each verb when all were called at once: "answered", the name of its error, or "hangs". */
export async function outcomes(state: SharedState, patience = 10_000): Promise<Record<string, string>> {
  const entries = Object.entries(everyVerb(state)).map(async ([name, call]) => {
    let timer: NodeJS.Timeout | undefined
    const hangs = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, patience, 'hangs')
    })
    const outcome = await Promise.race([
      Promise.resolve(call()).then(
        () => 'answered',
        (error: Error) => error.name,
      ),
      hangs,
    ])
    clearTimeout(timer)
    return [name, outcome] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}
