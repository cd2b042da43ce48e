import type { ProblemCode } from '@patchbay/contract'
import type { VendorFailure } from '@patchbay/contract/emulator'
import { startEmulator, type EmulatorHost, type Fault, type JournalEntry } from '@patchbay/emulator'
import type { OperationDescription } from '@patchbay/runtime'
import type { Test } from 'tap'
import { laneConnection, serve, type Harness } from './harness.ts'
import { isRenewed, requestsSeen } from './requests.ts'

/** What a fault must lead to. `repeated`: tried again where that is safe. */
interface Case {
  readonly name: string
  readonly fault: Omit<Fault, 'method' | 'path'>
  readonly code: ProblemCode
  readonly repeated: 'never' | 'if-safe' | 'always'
}

// Three is the default of PATCHBAY_VENDOR_ATTEMPTS, which the harness leaves alone.
const attempts = 3

const cases: readonly Case[] = [
  {
    name: 'status 401',
    fault: { kind: 'status', status: 401 },
    code: 'connection_unauthorized',
    repeated: 'never',
  },
  {
    name: 'status 403',
    fault: { kind: 'status', status: 403 },
    code: 'connection_forbidden',
    repeated: 'never',
  },
  { name: 'status 404', fault: { kind: 'status', status: 404 }, code: 'not_found', repeated: 'never' },
  { name: 'status 409', fault: { kind: 'status', status: 409 }, code: 'conflict', repeated: 'never' },
  {
    name: 'status 429',
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '0' } },
    code: 'vendor_rate_limited',
    repeated: 'always',
  },
  { name: 'status 500', fault: { kind: 'status', status: 500 }, code: 'vendor_error', repeated: 'if-safe' },
  { name: 'status 503', fault: { kind: 'status', status: 503 }, code: 'vendor_error', repeated: 'if-safe' },
  { name: 'a hang', fault: { kind: 'hang' }, code: 'vendor_timeout', repeated: 'if-safe' },
  { name: 'a drip', fault: { kind: 'drip', delay: 5_000 }, code: 'vendor_timeout', repeated: 'if-safe' },
  { name: 'a reset', fault: { kind: 'reset' }, code: 'vendor_error', repeated: 'if-safe' },
  { name: 'garbage', fault: { kind: 'malformed' }, code: 'vendor_error', repeated: 'if-safe' },
]

const codeOfFailure: Record<VendorFailure, ProblemCode> = {
  unauthorized: 'connection_unauthorized',
  forbidden: 'connection_forbidden',
  notFound: 'not_found',
  conflict: 'conflict',
  rejected: 'vendor_rejected',
  rateLimited: 'vendor_rate_limited',
  unavailable: 'vendor_error',
}

const inconclusive = new Set<ProblemCode>(['vendor_error', 'vendor_timeout'])

/** Faults that are about the body of an answer. */
const needsBody = new Set<Fault['kind']>(['drip', 'malformed'])

/** Operations that are struck at once, each at a vendor of its own: most of it is waiting for one that says nothing. */
const lanes = 16

/** How long a vendor may say nothing here: short, for many cases wait for its end, and long beside any pause of a busy machine. */
const vendorSilence = '700ms'

/** Calls last no longer, so that a vendor that wants to be left alone for a minute is told of at once. */
const callTimeoutMax = '20s'

/**
 * Every fault on every operation. The fault strikes the last request that the operation makes when all is well,
 * which for a write is the write itself; requests before it, such as a look at a quota, are let through.
 */
export async function checkFaults(t: Test, harness: Harness, folder: URL): Promise<void> {
  const { description } = harness
  const count = Math.min(lanes, description.operations.length)
  const emulators = await Promise.all(
    Array.from({ length: count }, () => startEmulator(harness.emulator.emulator)),
  )
  const runtime = await serve(folder, harness, {
    lanes: emulators,
    settings: { vendorSilence, callTimeoutMax },
  })
  // One iterator for all lanes: each takes what no other one has.
  const left = description.operations.values()
  const work = async (emulator: EmulatorHost, index: number): Promise<void> => {
    const connection = laneConnection(index)
    const own: Harness = {
      ...runtime,
      emulator,
      call: (operation, input) => runtime.call(operation, input, { connection }),
    }
    for (const operation of left) await strikeAll(t, own, operation)
  }
  try {
    await Promise.all(emulators.map(work))
  } finally {
    await runtime.close()
    await Promise.all(emulators.map((emulator) => emulator.close()))
  }
}

async function strikeAll(t: Test, harness: Harness, operation: OperationDescription): Promise<void> {
  const { emulator } = harness
  emulator.reset()
  const input = operation.examples[0]?.input
  await harness.call(operation, input)
  const sent = requestsSeen(harness)
  const target = sent.at(-1)
  if (target === undefined) return
  const isComposite = new Set(sent.map(({ method, path }) => `${method} ${path}`)).size > 1
  const alike = sent.filter(({ method, path }) => method === target.method && path === target.path).length

  for (const one of cases) {
    if (target.status === 204 && needsBody.has(one.fault.kind)) continue
    await strike(t, harness, operation, input, { ...target, alike }, one, isComposite)
  }
  for (const failure of Object.keys(emulator.emulator.failures) as VendorFailure[]) {
    const code = codeOfFailure[failure]
    const shaped: Case = {
      name: `the vendor's ${failure}`,
      fault: { kind: 'failure', failure },
      code,
      repeated: 'if-safe',
    }
    await strike(t, harness, operation, input, { ...target, alike }, shaped, isComposite)
  }
}

/** The request that is struck, and how many of a call are like it when all is well. */
interface Target extends JournalEntry {
  readonly alike: number
}

async function strike(
  t: Test,
  harness: Harness,
  operation: OperationDescription,
  input: unknown,
  target: Target,
  { name, fault, code, repeated }: Case,
  isComposite: boolean,
): Promise<void> {
  const { emulator } = harness
  const { method, path, alike } = target
  emulator.reset()
  emulator.inject({ ...fault, method, path })
  const { status, body } = await harness.call(operation, input)
  const label = `${operation.id}, ${name}`
  const isSafe = operation.effect === 'read' || operation.effect === 'idempotent'
  const tries = requestsSeen(harness).filter((entry) => entry.method === method && entry.path === path).length

  if (isComposite && status === 200) {
    t.ok(body.meta?.partial, `${label}: what could be had is marked as partial`)
    t.ok(body.meta?.warnings?.length, `${label}: a warning says what is missing`)
  } else {
    const wanted = !isSafe && inconclusive.has(code) ? 'outcome_unknown' : code
    t.equal(body.code, wanted, `${label} is ${wanted}`, { answer: body })
    t.not(status, 401, `${label}: a vendor's 401 is not ours`)
    t.not(status, 403, `${label}: a vendor's 403 is not ours`)
    t.notMatch(JSON.stringify(body), / {4}at |node:internal|\.ts:\d/, `${label}: no stack is shown`)
  }
  // A refusal of a token proves that nothing happened, so that even a write may be sent again with a new one.
  if (code === 'connection_unauthorized' && isRenewed(harness)) {
    t.ok(tries >= 1 && tries <= 2 * alike, `${label} is sent again with a new token at most`)
    return
  }
  if (fault.kind === 'failure') {
    // A vendor's own shape may say how long to wait, and that may be longer than the call has.
    if (!isSafe && code !== 'vendor_rate_limited') t.ok(tries >= 1 && tries <= alike, `${label} is sent once`)
    return
  }
  const expected = repeated === 'always' || (repeated === 'if-safe' && isSafe) ? attempts : 1
  // Where several requests of a call are alike, some of them may be under way together when the first one fails.
  t.ok(
    tries >= expected && tries <= expected * alike,
    `${label} is sent ${expected === 1 ? 'once' : `${expected} times`}`,
    { tries, alike },
  )
}
