import type { Clock } from './clock.ts'
import type { LoadResult } from './load-request.ts'

export interface OpenLoopOptions {
  /** Requests per second. */
  readonly rate: number
  readonly seconds: number
  /** Sends one request and says whether its answer was right. May reject. */
  readonly send: () => Promise<boolean>
  readonly clock: Clock
}

// How often the loop looks which requests are due. Latencies include up to this much of the loop's own delay.
const tick = 1

/**
 * Requests at a fixed rate, whether or not earlier ones were answered. Each latency counts from the moment when its
 * request was meant to be sent: a stall of the server or of this loop shows in every request that it delayed,
 * where a closed loop would just send fewer of them ("coordinated omission").
 */
export async function runOpenLoop({ rate, seconds, send, clock }: OpenLoopOptions): Promise<LoadResult> {
  const total = Math.max(1, Math.round(rate * seconds))
  const latencies: number[] = []
  const answers: Array<Promise<void>> = []
  let failed = 0
  const begun = clock.now()

  const request = async (intended: number): Promise<void> => {
    const isRight = await send().catch(() => false)
    if (isRight) latencies.push(clock.now() - intended)
    else failed += 1
  }

  for (let sent = 0; sent < total;) {
    const due = Math.min(total, 1 + Math.floor(((clock.now() - begun) * rate) / 1_000))
    for (; sent < due; sent += 1) answers.push(request(begun + (sent * 1_000) / rate))
    await clock.sleep(tick)
  }
  await Promise.all(answers)
  return { answered: latencies.length, failed, duration: clock.now() - begun, latencies }
}
