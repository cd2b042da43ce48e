import { setTimeout as sleep } from 'node:timers/promises'
import { openDemoRuntime, type DemoRuntime, type Outcome } from './demo-runtime.ts'
import { Timeline } from './timeline.ts'

/** How fast the story goes. Durations as the settings write them. */
export interface Pace {
  readonly retryBase: string
  readonly callTimeout: string
  readonly breakerReset: string
  /** Seconds that the vendor asks for. */
  readonly retryAfter: number
}

/** To be read along. */
export const readable: Pace = { retryBase: '300ms', callTimeout: '3s', breakerReset: '3s', retryAfter: 1 }

const mostCallsUntilOpen = 10

/** Tells how a vendor falls ill and recovers, and what calls come to meanwhile. Gives what was not as it should be. */
export async function tellStory(pace: Pace, write: (line: string) => void): Promise<readonly string[]> {
  const runtime = await openDemoRuntime({
    retryBase: pace.retryBase,
    callTimeoutMax: pace.callTimeout,
    breakerReset: pace.breakerReset,
    breakerVolume: 8,
    retryBudgetFloor: 10,
  })
  const timeline = new Timeline(write)
  const call = async (): Promise<Outcome> => {
    const outcome = await runtime.call()
    timeline.call(outcome, (await runtime.breaker()).state)
    for (const transition of runtime.transitions()) timeline.note(`breaker: ${transition}`)
    return outcome
  }
  try {
    await tellHealthy(timeline, call)
    await tellFaults(timeline, runtime, call, pace)
    await tellOutage(timeline, runtime, call)
    await tellRecovery(timeline, runtime, call)
    await tellFigures(timeline, runtime)
  } finally {
    await runtime.close()
  }
  return timeline.missed
}

type Call = () => Promise<Outcome>

async function tellHealthy(timeline: Timeline, call: Call): Promise<void> {
  timeline.chapter('The vendor is well')
  for (let count = 0; count < 5; count += 1) {
    const { status, attempts } = await call()
    timeline.expect(status === 200 && attempts.length === 1, 'a call is answered by its first attempt')
  }
}

async function tellFaults(timeline: Timeline, runtime: DemoRuntime, call: Call, pace: Pace): Promise<void> {
  const { emulator } = runtime
  timeline.chapter('It answers 503 twice: the attempt is repeated, each time after a longer wait')
  emulator.inject({ kind: 'status', status: 503, times: 2 })
  const repeated = await call()
  const [first = 0, second = 0, third = 0] = repeated.attempts.map(({ at }) => at)
  timeline.expect(repeated.status === 200 && repeated.attempts.length === 3, 'the third attempt succeeds')
  timeline.expect(third - second > second - first && second > first, 'the second wait is longer')

  timeline.chapter(
    `It answers 429 with Retry-After ${pace.retryAfter}: the attempt is repeated then, not before`,
  )
  const headers = { 'retry-after': String(pace.retryAfter) }
  emulator.inject({ kind: 'status', status: 429, headers, times: 1 })
  const { status, attempts } = await call()
  const waited = (attempts[1]?.at ?? 0) - (attempts[0]?.at ?? 0)
  timeline.expect(status === 200 && attempts.length === 2, 'the second attempt succeeds')
  timeline.expect(waited >= pace.retryAfter * 1_000 - 1, 'it waits for as long as the vendor asked for')

  timeline.chapter(`It hangs: the call ends at its deadline of ${pace.callTimeout}`)
  emulator.inject({ kind: 'hang', times: 1 })
  const hung = await call()
  timeline.expect(hung.status === 504 && hung.code === 'vendor_timeout', 'the caller is told vendor_timeout')
  timeline.expect((await runtime.breaker()).state === 'closed', 'a few faults do not open the breaker')
}

async function tellOutage(timeline: Timeline, runtime: DemoRuntime, call: Call): Promise<void> {
  timeline.chapter('It answers 503 and nothing else: the breaker opens')
  runtime.emulator.inject({ kind: 'status', status: 503 })
  let calls = 0
  for (; calls < mostCallsUntilOpen && (await runtime.breaker()).state === 'closed'; calls += 1) {
    const { code } = await call()
    timeline.expect(code === 'vendor_error', 'as long as it is closed, the caller is told vendor_error')
  }
  timeline.expect((await runtime.breaker()).state === 'open', `it opens within ${mostCallsUntilOpen} calls`)
  timeline.chapter('While it is open, calls are refused at once and the vendor is left alone')
  for (let count = 0; count < 3; count += 1) {
    const { status, code, retryAfter, attempts } = await call()
    timeline.expect(status === 503 && code === 'circuit_open', 'the caller is told circuit_open')
    timeline.expect(attempts.length === 0, 'the vendor is not asked')
    timeline.expect(retryAfter !== undefined && retryAfter > 0, 'Retry-After says when to come back')
  }
}

async function tellRecovery(timeline: Timeline, runtime: DemoRuntime, call: Call): Promise<void> {
  runtime.emulator.clearFaults()
  timeline.chapter('It is well again, which nobody knows yet')
  let outcome = await call()
  for (; outcome.code === 'circuit_open'; outcome = await call()) {
    timeline.note('waiting as long as Retry-After says')
    await sleep((outcome.retryAfter ?? 1) * 1_000)
  }
  timeline.expect(outcome.status === 200 && outcome.attempts.length === 1, 'the probe succeeds')
  timeline.expect((await runtime.breaker()).state === 'closed', 'the probe closes the breaker')
  timeline.chapter('And all is as before')
  const { status, attempts } = await call()
  timeline.expect(status === 200 && attempts.length === 1, 'a call is answered by its first attempt')
}

async function tellFigures(timeline: Timeline, runtime: DemoRuntime): Promise<void> {
  timeline.chapter('What /metrics says of the last five minutes')
  const quantiles = await runtime.metrics(/^patchbay_connector_call_seconds\{.*quantile="0\.95"/)
  const ratios = await runtime.metrics(/^patchbay_connector_error_ratio\{/)
  timeline.lines([
    ...quantiles,
    ...ratios,
    ...(await runtime.metrics(/^patchbay_vendor_retries_total\{/)),
    ...(await runtime.metrics(/^patchbay_breaker_transitions_total\{/)),
  ])
  const valueOf = (lines: readonly string[]): number => Number(lines[0]?.split(' ').at(-1))
  const p95 = valueOf(quantiles)
  const ratio = valueOf(ratios)
  timeline.note(`connector orders: p95 ${p95.toFixed(2)} s, error rate ${(ratio * 100).toFixed(0)} %`)
  timeline.expect(p95 > 0, 'there is a p95 of the connector')
  timeline.expect(ratio > 0 && ratio < 1, 'there is an error rate of the connector')
}
