import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { abuses } from '../abuses.ts'
import type { Drill } from '../drill.ts'
import { openRuntime } from '../open-runtime.ts'

const sockets = 2
const mostGrowth = 50
const vendor = 'hostile'

/** A vendor that sends whatever hurts costs a call, and nothing else. */
export const b38: Drill = {
  id: 'B38',
  promise: 'What a vendor sends cannot exhaust memory, sockets or time',
  target: `every abuse ends as 502 or 504; none makes RSS grow by more than ${mostGrowth} MB; every socket works afterwards`,
  async run() {
    const upstream = await startUpstream()
    const runtime = await openRuntime(
      { vendorSockets: sockets },
      {
        connections: [
          {
            id: vendor,
            connector: 'drill',
            credentials: { key: 'drill-vendor-key' },
            origins: { api: upstream.origin },
          },
        ],
        egressAllow: [upstream.origin],
      },
    )
    const missed: string[] = []
    const callAtOnce = async (name: string, status: number, count: number): Promise<void> => {
      const outcomes = await Promise.all(Array.from({ length: count }, () => runtime.call(vendor, name)))
      const wrong = outcomes.filter((outcome) => outcome.status !== status)
      if (wrong.length > 0) missed.push(`${name}: ${wrong.map((one) => one.status).join()} for ${status}`)
    }
    try {
      // Code and pools take their memory here, so that what grows later is what the vendor has sent.
      for (let round = 0; round < 500; round += 1) await callAtOnce('good', 200, sockets)
      const before = megabytes()
      let worst = { name: '', growth: 0 }
      for (const [name, { status }] of Object.entries(abuses)) {
        const growth = await growthDuring(() => callAtOnce(name, status, sockets))
        if (growth > worst.growth) worst = { name, growth }
        await callAtOnce('good', 200, sockets * 2)
      }
      const { length } = Object.keys(abuses)
      return {
        measured:
          `${length} abuses, ${sockets} at once; RSS +${worst.growth.toFixed(0)} MB by ${worst.name}, ` +
          `${(megabytes() - before).toFixed(0)} MB after all of them${missed.map((text) => `; ${text}`).join('')}`,
        pass: missed.length === 0 && worst.growth <= mostGrowth,
      }
    } finally {
      await runtime.close()
      upstream.stop()
    }
  },
}

const megabytes = (): number => process.memoryUsage.rss() / 1_000_000

/** Megabytes that resident memory grows by at its highest. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  const before = megabytes()
  let highest = before
  const look = (): void => {
    highest = Math.max(highest, megabytes())
  }
  const timer = setInterval(look, 5)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  look()
  return highest - before
}

async function startUpstream(): Promise<{ readonly origin: string; stop(): void }> {
  const child = fork(fileURLToPath(new URL('../hostile-upstream.ts', import.meta.url)), {
    execArgv: ['--conditions=@patchbay/source'],
  })
  const [message] = (await once(child, 'message')) as [{ port: number }]
  return { origin: `http://127.0.0.1:${message.port}`, stop: () => child.kill() }
}
