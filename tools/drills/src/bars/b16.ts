import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, constants } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Drill } from '../drill.ts'
import { answerWell, startVendor } from '../support/fake-vendor.ts'
import { runOpenLoop, type Sample } from '../support/open-loop.ts'
import { adminKey, connectorFolder, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'
import { typicalP99 } from '../support/statistics.ts'

const rate = 100
const rounds = 8
const phase = 2_000
const mostGrowth = 1.2
/** Milliseconds. Below it, a difference is the machine's noise. */
const floor = 5
/** Of the operation that misuses a transform. */
const deadline = 1_000
const grace = 100
const abuses = ['loop', 'loop', 'leak', 'backtrack'] as const

/** What one connector's transforms do to the calls of another. */
export const b16: Drill = {
  id: 'B16',
  promise: 'Transforms of one connector slow down no other',
  target:
    `p99 of another connector at ${rate} rps grows < 20 % (floor ${floor} ms) beside two loops, a leak and ` +
    'a ReDoS, over what it is beside a foreign process that keeps as many cores busy; ' +
    `each offender gone ≤ deadline + ${grace} ms (one pool shared by all: 4.8 → 3,077 ms)`,
  isLong: true,
  async run() {
    const report = reportOf(1_000_000)
    const vendor = await startVendor((request, response) => {
      if (request.url !== '/report') answerWell(request, response)
      else response.writeHead(200, { 'content-type': 'application/json' }).end(report)
    })
    const runtime = await startRuntime({ environment: environmentFor(vendor.origin) })
    try {
      const load = (duration: number, perSecond = rate): Promise<Sample[]> =>
        runOpenLoop({ origins: [runtime.url], rate: perSecond, duration })
      const misuse = abuses.map((abuse) => () => callHeavy(runtime, 'transforms.misuse', { abuse }))
      const sum = (): Promise<number> => callHeavy(runtime, 'reports.sum', {})
      await load(5_000, 1_000)
      await beside([sum], () => load(2_000))
      const alone: Sample[][] = []
      const crowded: Sample[][] = []
      const abused: Sample[][] = []
      const busy: Sample[][] = []
      for (let round = 0; round < rounds; round += 1) {
        alone.push(await load(phase))
        crowded.push(await besideBusyCores(() => load(phase)))
        abused.push(await beside(misuse, () => load(phase)))
        busy.push(await beside([sum], () => load(phase)))
      }
      const ends: number[] = []
      for (const abuse of ['loop', 'leak', 'backtrack']) ends.push(await lifeOf(runtime, abuse))
      const quiet = typicalP99(alone)
      const base = typicalP99(crowded)
      const misused = typicalP99(abused)
      const reporting = typicalP99(busy)
      const most = mostGrowth * Math.max(base, floor)
      const worstEnd = Math.max(...ends) - deadline
      const failed = [alone, crowded, abused, busy].flat(2).filter(({ status }) => status !== 200).length
      return {
        measured:
          `p99 alone ${quiet.toFixed(1)} ms, beside a foreign process ${base.toFixed(1)} ms, beside misuse ${misused.toFixed(1)} ms (medians of ${rounds} ` +
          `rounds; beside 1 MB reports without pause, which is no part of the promise, ${reporting.toFixed(1)} ms); ` +
          `${failed} failed; loop, leak, ReDoS gone after ` +
          `${ends.map((end) => end.toFixed(0)).join(', ')} ms of a deadline of ${deadline}`,
        pass: failed === 0 && misused < most && worstEnd <= grace,
      }
    } finally {
      await runtime.stop()
      await vendor.close()
    }
  },
}

function environmentFor(api: string): Record<string, string> {
  const connection = { credentials: { key: 'drill-vendor-key' }, origins: { api } }
  return {
    PATCHBAY_CONNECTORS: `${connectorFolder('load')},${connectorFolder('heavy')}`,
    PATCHBAY_CONNECTIONS: JSON.stringify(
      ['load', 'heavy'].map((connector) => ({ ...connection, id: connector, connector })),
    ),
    PATCHBAY_EGRESS_ALLOW: api,
    PATCHBAY_TRANSFORM_MEMORY: '64',
    LOG_LEVEL: 'silent',
  }
}

function reportOf(bytes: number): Buffer {
  const rows: string[] = []
  for (let size = 0; size < bytes; size += rows.at(-1)?.length ?? 0) {
    const row = { page: `https://shop.example/products/${rows.length % 5_000}`, clicks: rows.length % 13 }
    rows.push(JSON.stringify(row))
  }
  return Buffer.from(`[${rows.join(',')}]`)
}

/** Calls the heavy connector, and gives the status. */
async function callHeavy({ url }: RuntimeProcess, operation: string, input: object): Promise<number> {
  const answer = await fetch(`${url}/v1/connectors/heavy/${operation}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  await answer.text()
  return answer.status
}

/** Does the work while each of the others is called again and again. */
async function beside<T>(others: ReadonlyArray<() => Promise<number>>, work: () => Promise<T>): Promise<T> {
  let isOver = false
  const repeated = others.map(async (call) => {
    while (!isOver) await call()
  })
  const result = await work()
  isOver = true
  await Promise.all(repeated)
  return result
}

/**
 * Does the work while a foreign process keeps busy as many cores as the transforms of one connector may, at their
 * priority. Where load, vendor and server share two cores, that alone makes everything later, and is no transform's
 * doing.
 */
async function besideBusyCores<T>(work: () => Promise<T>): Promise<T> {
  const threads = Math.max(1, Math.min(4, availableParallelism() - 1))
  const spin = `require('node:os').setPriority(${constants.priority.PRIORITY_BELOW_NORMAL}); for (;;);`
  const spinners = Array.from({ length: threads }, () => spawn(process.execPath, ['-e', spin]))
  try {
    await sleep(300) // until they spin
    return await work()
  } finally {
    for (const spinner of spinners) spinner.kill('SIGKILL')
  }
}

/** Milliseconds from a call until the thread of its transform is no more, as the operating system sees it. */
async function lifeOf(runtime: RuntimeProcess, abuse: string): Promise<number> {
  const threads = (): number =>
    readdirSync(`/proc/${runtime.pid}/task`).filter((id) => nameOf(runtime.pid, id) === 'WorkerThread').length
  await callHeavy(runtime, 'reports.sum', {})
  const before = threads()
  const begun = performance.now()
  const call = callHeavy(runtime, 'transforms.misuse', { abuse })
  while (threads() >= before && performance.now() - begun < 10 * deadline) await sleep(1)
  const ended = performance.now() - begun
  await call
  return ended
}

function nameOf(pid: number, thread: string): string {
  try {
    return readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8').trim()
  } catch {
    return '' // it has just ended
  }
}
