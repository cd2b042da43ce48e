import { startRedis } from '@patchbay/test-servers'
import type { Drill } from '../drill.ts'
import { runStoreFault } from '../support/store-fault.ts'

/** A dead store is no outage: the limits go on here, and are exact again when it is back. */
export const b01: Drill = {
  id: 'B01',
  promise: 'Redis killed: the service lives, and its limits stay',
  target:
    '500 rps against 100/s, Redis killed for 10 s: 0 exits, 0 5xx, p99 ≤ 50 ms, 70–130 % of the limit admitted from 1 s on, exact 2 s after its return, said by a metric within 1 s (the card’s stack: 11.9 s waits, or 500/s admitted)',
  isLong: true,
  async run() {
    const redis = await startRedis({ own: true })
    try {
      const { measured, misses } = await runStoreFault(
        {
          name: 'killed',
          redisUrl: redis.url,
          duration: 10_000,
          begin: () => redis.kill(),
          end: () => redis.restart(),
        },
        Number.POSITIVE_INFINITY,
      )
      return { measured: [measured, ...misses].join('; '), pass: misses.length === 0 }
    } finally {
      await redis.stop()
    }
  },
}
