import { setTimeout as sleep } from 'node:timers/promises'
import { startVendor } from './fake-vendor.ts'
import { metric } from './metric.ts'
import { runOpenLoop, type Sample } from './open-loop.ts'
import { startRuntime } from './runtime-process.ts'
import { between, outcomes, p99, quantile } from './statistics.ts'

/** Callers a second, and how many of them the limit lets in. */
const rate = 500
const limit = 100

/** Milliseconds: healthy before the fault, and after it. */
const before = 4_000
const after = 6_000

/** Something that happens to the store while calls go on, and its end. */
export interface StoreFault {
  readonly name: string
  readonly redisUrl: string
  /** Milliseconds from its beginning until its end. */
  readonly duration: number
  begin(): Promise<void> | void
  end(): Promise<void> | void
}

export interface StoreFaultResult {
  readonly measured: string
  readonly misses: readonly string[]
}

/**
 * Callers at a fixed rate, five times what the limit of callers allows, while the store fails. The service must live, quickly,
 * and its limit must stay.
 */
export async function runStoreFault(fault: StoreFault, slowest: number): Promise<StoreFaultResult> {
  const vendor = await startVendor()
  const runtime = await startRuntime({
    vendors: { main: vendor.origin },
    environment: {
      REDIS_URL: fault.redisUrl,
      // A fleet of its own: instances that were killed a moment ago still count as members of theirs.
      PATCHBAY_REDIS_PREFIX: `drill-${fault.name}`,
      PATCHBAY_CALL_RATE: `${limit}/1s`,
    },
  })
  try {
    await warmUp(runtime.url)
    const noticed = watch(runtime.url, before)
    const load = runOpenLoop({
      origins: [runtime.url],
      rate,
      duration: before + fault.duration + after,
      body: (n) => `{"name":"n${n}"}`,
    })
    await sleep(before)
    await fault.begin()
    await sleep(fault.duration)
    await fault.end()
    const samples = await load
    return judge(fault, samples, slowest, await noticed, runtime.output())
  } finally {
    await runtime.stop()
    await vendor.close()
  }
}

const admitted = (samples: readonly Sample[]): number => samples.filter(({ status }) => status === 200).length

function judge(
  { name, duration }: StoreFault,
  samples: readonly Sample[],
  slowest: number,
  noticed: number | undefined,
  output: string,
): StoreFaultResult {
  const during = between(samples, before + 1_000, before + duration)
  const afterwards = between(samples, before + duration + 2_000, before + duration + after)
  const share = admitted(during) / ((limit * (duration - 1_000)) / 1_000)
  const shareAfter = admitted(afterwards) / ((limit * (after - 2_000)) / 1_000)
  const failed = samples.filter(({ status }) => status !== 200 && status !== 429)
  const longest = quantile(
    samples.map(({ latency }) => latency),
    1,
  )
  const misses: string[] = []
  const want = (isKept: boolean, text: string): void => void (isKept || misses.push(`${name}: ${text}`))
  want(failed.length === 0, `${outcomes(failed)} ${output.slice(-500)}`)
  want(p99(samples) <= 50, `p99 ${p99(samples).toFixed(0)} ms`)
  want(longest <= slowest, `slowest ${longest.toFixed(0)} ms`)
  want(share >= 0.7 && share <= 1.3, `admitted ${percent(share)} of the limit`)
  want(shareAfter >= 0.9 && shareAfter <= 1.1, `admitted ${percent(shareAfter)} afterwards`)
  want(noticed !== undefined && noticed <= 1_000, 'the metric did not say within 1 s that the store is away')
  return {
    measured:
      `${name}: ${percent(share)} of the limit admitted during, ${percent(shareAfter)} from 2 s after; ` +
      `p99 ${p99(samples).toFixed(0)} ms, slowest ${longest.toFixed(0)} ms; ${failed.length} failed; ` +
      `noticed after ${noticed === undefined ? 'never' : `${noticed.toFixed(0)} ms`}`,
    misses,
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

async function warmUp(origin: string): Promise<void> {
  await runOpenLoop({ origins: [origin], rate: 100, duration: 2_000 })
  await sleep(1_000) // a window of the limit
}

/** Milliseconds from the beginning of the fault until the metric says that the store is away. */
async function watch(url: string, begin: number): Promise<number | undefined> {
  const begun = performance.now() + begin
  await sleep(begin)
  while (performance.now() < begun + 3_000) {
    if ((await metric(url, /^patchbay_shared_state_up/)) === 0) return performance.now() - begun
    await sleep(50)
  }
  return undefined
}
