import { systemClock } from '../load/clock.ts'
import { runClosedLoop } from '../load/closed-loop.ts'
import type { LoadRequest } from '../load/load-request.ts'
import { runOpenLoop } from '../load/open-loop.ts'
import { createSender } from '../load/sender.ts'
import { measure, type Measurement } from '../measure.ts'
import type { ServerProcess } from '../processes/server-process.ts'
import { median } from '../statistics.ts'

/** One of two ways that are compared. */
export interface Way {
  readonly server: ServerProcess
  readonly request: LoadRequest
  /** What goes on beside the load, until it is told to end. */
  readonly beside?: () => Promise<() => Promise<unknown>>
}

export interface CompareOptions {
  readonly rounds: number
  /** Of each load. */
  readonly seconds: number
  readonly connections: number
  /** Requests per second of the open loop. */
  readonly rate: number
}

/** The second way by the first, as medians over the rounds; 1 if it costs nothing. */
export interface Comparison {
  /** Throughput at the fixed rate, and of the server that is full. */
  readonly steady: number
  readonly full: number
  /** By CPU time per request of the full server: it hardly moves with what else the machine does. */
  readonly cpu: number
  /** Milliseconds at the fixed rate, of both. */
  readonly p99: readonly [first: number, second: number]
}

interface Round {
  readonly steady: Measurement
  readonly full: Measurement
}

/** Both ways in turns, each time in the other order. Throws if a request fails. */
export async function compare(ways: readonly [Way, Way], options: CompareOptions): Promise<Comparison> {
  const rounds: Array<readonly [Round, Round]> = []
  for (let round = 0; round < options.rounds; round += 1) {
    const [one, other] = ways
    if (round % 2 === 0) rounds.push([await play(one, options), await play(other, options)])
    else {
      const second = await play(other, options)
      rounds.push([await play(one, options), second])
    }
  }
  const over = (ratio: (pair: readonly [Round, Round]) => number): number => median(rounds.map(ratio))
  return {
    steady: over(([one, other]) => other.steady.requestsPerSecond / one.steady.requestsPerSecond),
    full: over(([one, other]) => other.full.requestsPerSecond / one.full.requestsPerSecond),
    cpu: over(([one, other]) => one.full.cpuPerRequest / other.full.cpuPerRequest),
    p99: [over(([one]) => one.steady.p99), over(([, other]) => other.steady.p99)],
  }
}

async function play({ server, request, beside }: Way, options: CompareOptions): Promise<Round> {
  const { seconds, connections, rate } = options
  const end = await beside?.()
  const { send, close } = createSender(request, connections)
  try {
    const steady = await measure(server, () => runOpenLoop({ rate, seconds, send, clock: systemClock }))
    const full = await measure(server, () => runClosedLoop(request, connections, seconds))
    const failed = steady.failed + full.failed
    if (failed > 0) throw new Error(`${failed} requests failed.`)
    return { steady, full }
  } finally {
    await close()
    await end?.()
  }
}
