import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import type { Drill } from '../drill.ts'
import { hang, startVendor, type FakeVendor } from '../support/fake-vendor.ts'
import { adminKey, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'

const capacity = 5
const silence = 50
const waves = 10
const callsPerWave = 10
const patience = 100

const environment = {
  PATCHBAY_VENDOR_SOCKETS: String(capacity),
  PATCHBAY_VENDOR_ATTEMPTS: '1',
  // What is measured is the bulkhead alone.
  PATCHBAY_BREAKER_VOLUME: '1000000',
}

const request = (pool: Pool, signal?: AbortSignal) =>
  pool
    .request({
      method: 'POST',
      path: '/v1/connectors/load/items.get',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: '{}',
      signal: signal ?? null,
    })
    .then((answer) => answer.body.text())
    .catch(() => undefined)

/** Milliseconds from the arrival of each request until its socket closed. */
function watchSockets(vendor: FakeVendor): number[] {
  const lived: number[] = []
  vendor.behave((request) => {
    const arrived = performance.now()
    request.socket.once('close', () => lived.push(performance.now() - arrived))
  })
  return lived
}

async function within<T>(
  vendor: FakeVendor,
  settings: Record<string, string>,
  work: (pool: Pool, runtime: RuntimeProcess) => Promise<T>,
): Promise<T> {
  const runtime = await startRuntime({
    vendors: { main: vendor.origin },
    environment: { ...environment, ...settings },
  })
  const pool = new Pool(runtime.url, { connections: 200 })
  try {
    return await work(pool, runtime)
  } finally {
    await pool.destroy()
    await runtime.stop()
  }
}

/** Waves of calls that the vendor never answers: how long sockets outlive their timeout. */
async function timeouts(vendor: FakeVendor): Promise<number[]> {
  const lived = watchSockets(vendor)
  await within(vendor, { PATCHBAY_VENDOR_SILENCE: `${silence}ms` }, async (pool) => {
    const calls: Array<Promise<unknown>> = []
    for (let wave = 0; wave < waves; wave += 1) {
      for (let call = 0; call < callsPerWave; call += 1) calls.push(request(pool))
      await sleep(silence)
    }
    await Promise.all(calls)
    await sleep(patience)
  })
  return lived.map((duration) => duration - silence)
}

/** Callers who go away: how long the sockets of their calls outlive them. */
async function disconnects(vendor: FakeVendor): Promise<number[]> {
  const outlived: number[] = []
  await within(vendor, {}, async (pool) => {
    for (let wave = 0; wave < waves; wave += 1) {
      const abort = new AbortController()
      const closed: number[] = []
      vendor.behave((request) => request.socket.once('close', () => closed.push(performance.now())))
      const before = vendor.arrivals.length
      const calls = Array.from({ length: capacity }, () => request(pool, abort.signal))
      while (vendor.arrivals.length < before + capacity) await sleep(5)
      const gone = performance.now()
      abort.abort()
      await Promise.all(calls)
      while (closed.length < capacity) await sleep(5)
      outlived.push(...closed.map((at) => at - gone))
    }
  })
  return outlived
}

export const b09: Drill = {
  id: 'B09',
  promise: 'A bulkhead holds although calls time out',
  target: `timeout ${silence} ms, capacity ${capacity}, ${waves} waves: at most ${capacity} sockets at the vendor (opossum: 50), each closed within ${patience} ms of the timeout or of the caller's leaving`,
  isLong: true,
  async run() {
    const vendor = await startVendor(hang)
    try {
      const late = Math.max(...(await timeouts(vendor)))
      const requests = vendor.arrivals.length
      const left = Math.max(...(await disconnects(vendor)))
      const { most } = vendor.sockets
      return {
        measured: `${requests} requests, at most ${most} sockets; closed ${late.toFixed(0)} ms after the timeout and ${left.toFixed(0)} ms after the caller left, at the latest`,
        pass: requests >= waves * callsPerWave && most <= capacity && late <= patience && left <= patience,
      }
    } finally {
      await vendor.close()
    }
  },
}
