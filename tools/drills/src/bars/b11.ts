import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { Problem } from '@patchbay/contract'
import { Pool } from 'undici'
import type { Drill } from '../drill.ts'
import { failingByName, failures, type Seen } from '../support/failing-vendor.ts'
import { startVendor } from '../support/fake-vendor.ts'
import { adminKey, startRuntime } from '../support/runtime-process.ts'
import { evenness } from '../support/statistics.ts'

const attempts = 3
const perClass = 5
const polite = 50
const delays = 5_000
const deadline = 5_000
const grace = 50

// The drill is one long outage; what it measures are the rules of single calls.
const patient = {
  PATCHBAY_BREAKER_VOLUME: '1000000',
  PATCHBAY_RETRY_BUDGET_FLOOR: '1000',
  PATCHBAY_VENDOR_SOCKETS: '1000',
}

const operations = {
  'items.get': 'read',
  'items.put': 'idempotent',
  'items.add': 'write',
  'items.remove': 'destructive',
} as const
type Operation = keyof typeof operations

interface Ended {
  readonly code: string | undefined
  readonly took: number
}

type Call = (operation: Operation, name: string, connection?: string) => Promise<Ended>

async function within<T>(
  vendors: Record<string, string>,
  environment: Record<string, string>,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const runtime = await startRuntime({ vendors, environment: { ...patient, ...environment } })
  const pool = new Pool(runtime.url, { connections: 500 })
  const call: Call = async (operation, name, connection = 'main') => {
    const begun = performance.now()
    const answer = await pool.request({
      method: 'POST',
      path: `/v1/connectors/load/${operation}`,
      headers: {
        authorization: `Bearer ${adminKey}`,
        'content-type': 'application/json',
        'patchbay-connection': connection,
      },
      body: JSON.stringify({ name }),
    })
    const body = (await answer.body.json()) as { code?: string }
    return { code: body.code, took: performance.now() - begun }
  }
  try {
    return await work(call)
  } finally {
    await pool.destroy()
    await runtime.stop()
  }
}

/** An origin where nobody listens: a connection that is refused proves that nothing was sent. */
async function goneOrigin(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}

const isProof = (failure: string): boolean => failure === 'status 429'

/** Every failure with every effect: what was sent again without proof, and what was not although it was safe. */
async function checkClasses(call: Call, seen: Map<string, Seen>): Promise<{ sent: number; wrong: string[] }> {
  const wrong: string[] = []
  let sent = 0
  const check = async (failure: string, operation: Operation, nth: number): Promise<void> => {
    const name = `${failure}|${operation}|${nth}`
    const { code, took } = await call(operation, name)
    const times = seen.get(name)?.arrivals.length ?? 0
    sent += times
    const effect = operations[operation]
    const isSafe = effect === 'read' || effect === 'idempotent'
    const isClear = code !== 'outcome_unknown'
    if (times > 1 && !isSafe && !isProof(failure)) wrong.push(`${name} was sent ${times} times`)
    if (times > attempts || code === undefined) wrong.push(`${name}: ${times} times, ${code}`)
    if (isSafe && code === 'vendor_error' && times !== attempts) wrong.push(`${name} was sent ${times} times`)
    if (!isSafe && /^status 5|reset|closed|broken|not HTTP|silence|drip/.test(failure) && isClear) {
      wrong.push(`${name} is said to be ${code}`)
    }
    if (took > deadline + grace) wrong.push(`${name} took ${took.toFixed(0)} ms`)
  }
  // One failure after the other: a crowd would be shed before it got to any rule.
  for (const failure of Object.keys(failures)) {
    await Promise.all(
      (Object.keys(operations) as Operation[]).flatMap((operation) =>
        Array.from({ length: perClass }, (_, nth) => check(failure, operation, nth)),
      ),
    )
  }
  const refused = await Promise.all(
    (Object.keys(operations) as Operation[]).map((one) => call(one, 'any', 'gone')),
  )
  for (const { code } of refused) if (code !== 'vendor_error') wrong.push(`a refused connection is ${code}`)
  return { sent, wrong }
}

/** What a vendor asks for once, of which operation, and its seconds. */
const asks = [
  ['503-after-1', 'items.get', 1],
  ['429-after-2', 'items.add', 2],
  ['429-after-60', 'items.get', 60],
] as const

/** By how many milliseconds a retry came too early, at the worst; negative if all came late enough. */
async function checkRetryAfter(
  call: Call,
  seen: Map<string, Seen>,
): Promise<{ early: number; retries: number }> {
  await Promise.all(
    // Each on a connection of its own, for what one is asked to wait the others of its connection wait as well.
    asks.flatMap(([kind, operation]) =>
      Array.from({ length: polite }, (_, nth) => call(operation, `${kind}|polite|${nth}`, kind)),
    ),
  )
  const gaps = asks.flatMap(([kind, , seconds]) =>
    Array.from({ length: polite }, (_, nth) => {
      const { arrivals = [], answers = [] } = seen.get(`${kind}|polite|${nth}`) ?? {}
      const [, second] = arrivals
      const [first] = answers
      return second === undefined || first === undefined ? undefined : seconds * 1_000 - (second - first)
    }),
  )
  const retried = gaps.filter((gap) => gap !== undefined)
  return { early: Math.max(...retried), retries: retried.length }
}

/** What the runtime exports to itself. */
interface RetryPolicy {
  readonly retryDelay: (attempt: number, problem: Problem, options: object, random: () => number) => number
}

const policy = new URL('vendor/retry-policy.ts', import.meta.resolve('@patchbay/runtime'))

/** The p of waits as they are chosen, for the worst of the first four retries: when they end is up to the machine. */
async function measureJitter(): Promise<number> {
  const { retryDelay } = (await import(policy.href)) as RetryPolicy
  const options = { attempts: 9, base: 200, cap: 1_000 }
  const problem = new Problem('vendor_error')
  const bounds = [200, 400, 800, 1_000]
  return Math.min(
    ...bounds.map((bound, index) =>
      evenness(
        Array.from({ length: delays }, () => retryDelay(index + 1, problem, options, Math.random) / bound),
      ),
    ),
  )
}

export const b11: Drill = {
  id: 'B11',
  promise: 'Retries are safe, polite and spread',
  target: `${Object.keys(failures).length + 1} failures × 4 effects: 0 sent again without proof where it is not safe, 0 before Retry-After, every call within its deadline + ${grace} ms; ${delays.toLocaleString('en')} waits of each of four retries are evenly spread (p > 0.01 over all four)`,
  isLong: true,
  async run() {
    const { behavior, seen } = failingByName()
    const vendor = await startVendor(behavior)
    try {
      const quick = {
        PATCHBAY_VENDOR_SILENCE: '500ms',
        PATCHBAY_RETRY_BASE: '20ms',
        PATCHBAY_RETRY_CAP: '50ms',
      }
      const vendors = {
        main: vendor.origin,
        gone: await goneOrigin(),
        ...Object.fromEntries(asks.map(([kind]) => [kind, vendor.origin])),
      }
      const { sent, wrong, early, retries } = await within(vendors, quick, async (call) => ({
        ...(await checkClasses(call, seen)),
        ...(await checkRetryAfter(call, seen)),
      }))
      const p = await measureJitter()
      return {
        measured: `${sent} requests, ${wrong.length} against the rules${wrong.length > 0 ? ` (${wrong.slice(0, 3).join('; ')})` : ''}; of ${retries} polite retries the hastiest came ${(-early).toFixed(1)} ms after its time; waits p = ${p.toFixed(3)}`,
        pass: wrong.length === 0 && early <= 0 && retries === 2 * polite && p > 0.01 / 4,
      }
    } finally {
      await vendor.close()
    }
  },
}
