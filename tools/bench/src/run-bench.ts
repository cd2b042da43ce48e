import { randomBytes } from 'node:crypto'
import { loadBenchCall } from './bench-connector.ts'
import { cases as allCases, type Case } from './cases.ts'
import { systemClock } from './load/clock.ts'
import { runClosedLoop } from './load/closed-loop.ts'
import type { LoadRequest } from './load/load-request.ts'
import { runOpenLoop } from './load/open-loop.ts'
import { createSender } from './load/sender.ts'
import { warmUp } from './load/warm-up.ts'
import { measure, type Measurement } from './measure.ts'
import type { BenchOptions } from './options.ts'
import { prepareRequest } from './prepare-request.ts'
import type { ServerProcess } from './processes/server-process.ts'
import { startServers } from './servers/start-servers.ts'
import { median } from './statistics.ts'

/** All rounds of one case, in the order in which they ran. */
export interface CaseRounds {
  readonly id: string
  readonly title: string
  readonly closed: readonly Measurement[]
  readonly open: readonly Measurement[]
}

export interface BenchRun {
  readonly cases: readonly CaseRounds[]
  /** Requests per second of the open loop, the same for every case. */
  readonly openRate: number
}

interface Runner {
  readonly case: Case
  readonly server: ServerProcess
  readonly request: LoadRequest
  readonly closed: Measurement[]
  readonly open: Measurement[]
}

// Far enough from the capacity of the slowest that its queue stays short unless something stalls.
const openShare = 0.5

/** Starts the servers, checks an answer of each, warms them up, and measures the cases in turns. */
export async function runBench(
  options: BenchOptions,
  isPinned: boolean,
  progress: (text: string) => void,
): Promise<BenchRun> {
  const { seconds, rounds, connections, profileFolder } = options
  const chosen = allCases.filter(({ id }) => options.cases.includes(id))
  const callerKey = `bench_${randomBytes(24).toString('base64url')}`
  const call = await loadBenchCall()
  const servers = await startServers({
    servers: [...new Set(chosen.map(({ server }) => server))],
    callerKey,
    isPinned,
    profileFolder,
  })
  try {
    const runners: Runner[] = []
    for (const one of chosen) {
      const server = servers.of(one.server)
      const request = await prepareRequest(one, server.origin, callerKey, call)
      runners.push({ case: one, server, request, closed: [], open: [] })
    }
    for (const { case: one, request } of runners) {
      progress(`warm-up: ${one.title}`)
      await warmUp(request, connections, options.warmUp)
    }
    await inTurns(rounds, runners, async (runner, round) => {
      progress(`closed loop, round ${round}: ${runner.case.title}`)
      const load = () => runClosedLoop(runner.request, connections, seconds)
      runner.closed.push(await measure(runner.server, load))
    })
    const capacities = runners.map(({ closed }) =>
      median(closed.map(({ requestsPerSecond }) => requestsPerSecond)),
    )
    const openRate = Math.max(1, Math.floor(openShare * Math.min(...capacities)))
    await inTurns(rounds, runners, async (runner, round) => {
      progress(`open loop, ${openRate}/s, round ${round}: ${runner.case.title}`)
      const { send, close } = createSender(runner.request, connections)
      const load = () => runOpenLoop({ rate: openRate, seconds, send, clock: systemClock })
      try {
        runner.open.push(await measure(runner.server, load))
      } finally {
        await close()
      }
    })
    return {
      cases: runners.map(({ case: { id, title }, closed, open }) => ({ id, title, closed, open })),
      openRate,
    }
  } finally {
    await servers.stop()
  }
}

/**
 * A B C, then C B A: what slows the machine down for a while does not fall on one case alone, and none always follows
 * the same other one.
 */
async function inTurns(
  rounds: number,
  runners: readonly Runner[],
  turn: (runner: Runner, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 1; round <= rounds; round += 1) {
    for (const runner of round % 2 === 1 ? runners : runners.toReversed()) await turn(runner, round)
  }
}
