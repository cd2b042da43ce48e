import { bareCase, sdkCases, stackedCase, undiciCase } from './cases.ts'
import type { Measurement } from './measure.ts'
import type { BenchRun, CaseRounds } from './run-bench.ts'
import { median } from './statistics.ts'

/** How a case stands against a baseline; above 1 it is better than it. Medians over the rounds. */
export interface Ratio {
  readonly throughput: number
  /** The baseline's CPU time per request by the case's. It hardly moves when the machine is busy with other things. */
  readonly cpu: number
}

/** One case with the medians of its rounds. */
export interface Summary {
  readonly id: string
  readonly title: string
  readonly closed: Measurement
  readonly open: Measurement
  /** Undefined where the baseline was not measured. */
  readonly toBare: Ratio | undefined
  readonly toUndici: Ratio | undefined
  readonly toStacked: Ratio | undefined
  /** Of what goes over MCP. */
  readonly toSdk: Ratio | undefined
  /** Requests of all rounds that were not answered rightly. */
  readonly failed: number
}

export function summarize({ cases }: BenchRun): Summary[] {
  const bare = cases.find(({ id }) => id === bareCase)
  const undici = cases.find(({ id }) => id === undiciCase)
  const stacked = cases.find(({ id }) => id === stackedCase)
  const sdk = bestOf(cases.filter(({ id }) => sdkCases.includes(id)))
  return cases.map((one) => ({
    id: one.id,
    title: one.title,
    closed: medians(one.closed),
    open: medians(one.open),
    toBare: bare && ratio(one, bare),
    toUndici: undici && ratio(one, undici),
    toStacked: stacked && ratio(one, stacked),
    toSdk: one.id.startsWith('mcp') && sdk ? ratio(one, sdk) : undefined,
    failed: [...one.closed, ...one.open].reduce((sum, { failed }) => sum + failed, 0),
  }))
}

const bestOf = (cases: readonly CaseRounds[]): CaseRounds | undefined =>
  cases.toSorted(
    (one, other) => medians(other.closed).requestsPerSecond - medians(one.closed).requestsPerSecond,
  )[0]

function medians(rounds: readonly Measurement[]): Measurement {
  const of = (name: keyof Measurement): number => median(rounds.map((round) => round[name]))
  return {
    requestsPerSecond: of('requestsPerSecond'),
    p50: of('p50'),
    p99: of('p99'),
    cpuPerRequest: of('cpuPerRequest'),
    busy: of('busy'),
    failed: of('failed'),
  }
}

// Round by round, since the rounds of two cases with one number ran shortly after each other.
function ratio(one: CaseRounds, baseline: CaseRounds): Ratio {
  const pairs = one.closed.flatMap((mine, round) => {
    const theirs = baseline.closed[round]
    return theirs === undefined ? [] : [{ mine, theirs }]
  })
  return {
    throughput: median(pairs.map(({ mine, theirs }) => mine.requestsPerSecond / theirs.requestsPerSecond)),
    cpu: median(pairs.map(({ mine, theirs }) => theirs.cpuPerRequest / mine.cpuPerRequest)),
  }
}
