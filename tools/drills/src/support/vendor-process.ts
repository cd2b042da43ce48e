import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startVendor } from './fake-vendor.ts'

/** A vendor that answers well, in a process of its own: what the load costs the drill does not slow its answers. */
export interface VendorProcess {
  readonly origin: string
  /** When each request arrived, in milliseconds since 1970. */
  arrivals(): Promise<readonly number[]>
  stop(): void
}

export async function startVendorProcess(): Promise<VendorProcess> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: ['--conditions=@patchbay/source'] })
  const [origin] = (await once(child, 'message')) as [string]
  return {
    origin,
    async arrivals() {
      const answered = once(child, 'message')
      child.send('arrivals')
      const [arrivals] = (await answered) as [readonly number[]]
      return arrivals
    },
    stop: () => void child.kill('SIGKILL'),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const vendor = await startVendor()
  process.send?.(vendor.origin)
  process.on('message', () => process.send?.(vendor.arrivals.map((at) => performance.timeOrigin + at)))
  process.once('disconnect', () => process.exit())
}
