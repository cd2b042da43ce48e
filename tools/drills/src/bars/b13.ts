import { setTimeout as sleep } from 'node:timers/promises'
import type { Drill } from '../drill.ts'
import { runSocketLoad, type LoadOutcome, type SocketLoadOptions } from '../overload/socket-load.ts'
import { answerWell, startVendor, type VendorBehavior } from '../support/fake-vendor.ts'
import { adminKey, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'
import { quantile } from '../support/statistics.ts'

const factor = 3
const seconds = { warmUp: 4, peak: 4, overload: 20 }
const sockets = { peak: 64, overload: 512 }
const bounds = { goodput: 0.8, shed: 50, alive: 100, memory: 1.3 }

/** A page of a list: what it costs to read, check and write it is what a call costs. */
const page = Buffer.from(
  JSON.stringify({
    ok: true,
    items: Array.from({ length: 100 }, (_, id) => ({ id, title: 'x'.repeat(160), price: 12.5 })),
  }),
)

interface Case {
  readonly name: string
  readonly behavior: VendorBehavior
  readonly environment: Readonly<Record<string, string>>
}

const cases: readonly Case[] = [
  {
    name: 'processor',
    environment: {},
    behavior: (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': String(page.length) })
        .end(page),
  },
  {
    name: 'vendor of 50 ms',
    // A quarter of the defaults, so that it is the vendor who is too slow, and not the machine that runs the drill.
    environment: { PATCHBAY_VENDOR_SOCKETS: '16', PATCHBAY_VENDOR_QUEUE: '64' },
    behavior: (request, response) => void setTimeout(() => answerWell(request, response), 50),
  },
]

/** Three times what the server can do costs it little of what it can do. */
export const b13: Drill = {
  id: 'B13',
  promise: 'Overload costs those who are refused, and nobody else',
  target:
    `${factor}× the measured capacity for ${seconds.overload} s, once bound by the processor and once by the vendor: ` +
    `goodput ≥ ${bounds.goodput * 100} % of the peak; refusals are 503 with Retry-After, p99 ≤ ${bounds.shed} ms; ` +
    `/livez p99 ≤ ${bounds.alive} ms; RSS < ${bounds.memory}×`,
  isLong: true,
  async run() {
    const results = []
    for (const one of cases) results.push(await overload(one))
    return {
      measured: results.map(({ measured }) => measured).join('; '),
      pass: results.every(({ pass }) => pass),
    }
  },
}

async function overload({ name, behavior, environment }: Case) {
  const vendor = await startVendor(behavior)
  const runtime = await startRuntime({
    vendors: { main: vendor.origin },
    environment: { PATCHBAY_LOG_SAMPLE: '0', ...environment },
  })
  try {
    const load: Omit<SocketLoadOptions, 'rate' | 'duration' | 'sockets'> = {
      url: runtime.url,
      request: requestOf('/v1/connectors/load/items.get', '{}'),
      patience: 1_000,
    }
    const full = { ...load, rate: Infinity, sockets: sockets.peak }
    await runSocketLoad({ ...full, duration: seconds.warmUp * 1_000 })
    const peak = perSecond(await runSocketLoad({ ...full, duration: seconds.peak * 1_000 }), 200)
    const probe = watch(runtime)
    const duration = seconds.overload * 1_000
    const over = await runSocketLoad({ ...load, rate: peak * factor, duration, sockets: sockets.overload })
    const { alive, growth } = await probe.stop()

    const goodput = perSecond(over, 200) / peak
    const shed = quantile(over.onWire.get(503) ?? [], 0.99)
    const served = quantile(over.onWire.get(200) ?? [], 0.99)
    const others = [...over.onWire.keys()].filter((status) => status !== 200 && status !== 503)
    const pass =
      goodput >= bounds.goodput &&
      shed <= bounds.shed &&
      alive <= bounds.alive &&
      growth < bounds.memory &&
      over.unhelpful + over.broken + others.length === 0
    const measured =
      `${name}: peak ${peak.toFixed(0)}/s, offered ${(over.offered / over.seconds).toFixed(0)}/s of which ` +
      `${((100 * over.notSent) / over.offered).toFixed(0)} % found no free socket, goodput ${(goodput * 100).toFixed(0)} % ` +
      `(p99 ${served.toFixed(0)} ms), ${perSecond(over, 503).toFixed(0)} refusals/s p99 ${shed.toFixed(0)} ms, ` +
      `${over.unhelpful} without Retry-After, ${over.broken} broken, /livez p99 ${alive.toFixed(0)} ms, ` +
      `RSS ${growth.toFixed(2)}×${others.length === 0 ? '' : `, also ${others.join()}`}`
    return { measured, pass }
  } finally {
    await runtime.stop()
    await vendor.close()
  }
}

const perSecond = (outcome: LoadOutcome, status: number): number =>
  (outcome.onWire.get(status)?.length ?? 0) / outcome.seconds

const requestOf = (path: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nhost: drill\r\nauthorization: Bearer ${adminKey}\r\n` +
  `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`

/** Asks whether the server is alive twenty times a second, and looks how much memory it has. */
function watch(runtime: RuntimeProcess) {
  const latencies: number[] = []
  const before = runtime.memory()
  let most = before
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now()
      const isAlive = await fetch(`${runtime.url}/livez`).then(
        async (answer) => (await answer.text()) !== '' && answer.ok,
        () => false,
      )
      latencies.push(isAlive ? performance.now() - begun : Infinity)
      most = Math.max(most, runtime.memory())
      await sleep(50)
    }
  })()
  return {
    async stop() {
      isOver = true
      await asking
      return { alive: quantile(latencies, 0.99), growth: most / before }
    },
  }
}
