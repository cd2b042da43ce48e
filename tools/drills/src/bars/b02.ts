import { startFaultProxy, type FaultProxy, type Proxy, type ToxicType } from '@patchbay/fault-proxy'
import { startRedis } from '@patchbay/test-servers'
import type { Drill } from '../drill.ts'
import { runStoreFault, type StoreFault } from '../support/store-fault.ts'

const slowest = 250

/** A store that hangs or crawls costs no more than one that is dead. */
export const b02: Drill = {
  id: 'B02',
  promise: 'Redis hung or slow is as good as dead',
  target: `SIGSTOP for 8 s, then latency 200 ms, 1 kB/s, resets and slices for 4 s each: as B01, and no request over ${slowest} ms (the card’s stack: p50 7.6 s)`,
  isLong: true,
  async run() {
    const redis = await startRedis({ own: true })
    const faults = await startFaultProxy()
    try {
      const hung: StoreFault = {
        name: 'hung',
        redisUrl: redis.url,
        duration: 8_000,
        begin: () => redis.pause(),
        end: () => redis.resume(),
      }
      const results = [await runStoreFault(hung, slowest)]
      for (const [type, attributes] of toxics) {
        results.push(await runStoreFault(await toxic(faults, redis.url, type, attributes), slowest))
      }
      const misses = results.flatMap((result) => result.misses)
      return {
        measured: [...results.map(({ measured }) => measured), ...misses].join('; '),
        pass: misses.length === 0,
      }
    } finally {
      await faults.close()
      await redis.stop()
    }
  },
}

const toxics: ReadonlyArray<readonly [ToxicType, Readonly<Record<string, number>>]> = [
  ['latency', { latency: 200, jitter: 0 }],
  ['bandwidth', { rate: 1 }],
  ['reset_peer', { timeout: 0 }],
  ['slicer', { average_size: 4, size_variation: 2, delay: 20_000 }],
]

async function toxic(
  faults: FaultProxy,
  redisUrl: string,
  type: ToxicType,
  attributes: Readonly<Record<string, number>>,
): Promise<StoreFault> {
  const proxy: Proxy = await faults.proxies.add({ name: type, upstream: new URL(redisUrl).host })
  return {
    name: type,
    redisUrl: `redis://${proxy.listen}`,
    duration: 4_000,
    begin: () => proxy.toxics.set({ name: type, type, stream: 'downstream', toxicity: 1, attributes }),
    end: () => proxy.toxics.clear(),
  }
}
