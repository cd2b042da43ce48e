import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newKeyEntry } from '@patchbay/runtime'
import { fillFolder } from '@patchbay/runtime/testing'

/** The key of every runtime that a drill starts. */
export const adminKey = 'drill-admin-key-0123456789'

export type DrillConnector =
  | 'account'
  | 'heavy'
  | 'hostile'
  | 'load'
  | 'mirror'
  | 'mirror-changed'
  | 'poisoned'

export const connectorFolder = (name: DrillConnector): string =>
  fileURLToPath(new URL(`../../connectors/${name}`, import.meta.url))

/** All share a key ring, as those that share a store must. */
const keys = newKeyEntry(0)

const main = fileURLToPath(new URL('main.ts', import.meta.resolve('@patchbay/runtime')))

/** Parameters of node that run the command line. */
export const patchbayProgram = ['--conditions=@patchbay/source', main] as const

export interface RuntimeProcessOptions {
  /** Environment variables, over those that every drill needs. The data folder goes with the process, unless one is given. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where the connector `load` calls: the origin of a fake vendor. Connections are named `main` and so on. */
  readonly vendors?: Readonly<Record<string, string>>
  /** Milliseconds. Default: 60,000, for a machine may be busy. */
  readonly startWithin?: number
}

/** `patchbay start` in a process of its own. */
export interface RuntimeProcess {
  readonly url: string
  readonly pid: number
  /** What it has written to standard error and output so far. */
  output(): string
  /** Resident memory in bytes. */
  memory(): number
  signal(signal: NodeJS.Signals): void
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  /** Kills it if it still runs. */
  stop(): Promise<void>
}

/** Starts a runtime with the connector `load` on a free port, and waits until it serves. It ends with this process. */
export async function startRuntime(options: RuntimeProcessOptions = {}): Promise<RuntimeProcess> {
  const { environment = {}, vendors = {}, startWithin = 60_000 } = options
  const origins = Object.entries(vendors)
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-drill-'))
  await fillFolder(join(folder, 'store'))
  const child = spawn(process.execPath, [...patchbayProgram, 'start'], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      PATCHBAY_DATA: folder,
      LOG_LEVEL: 'warn',
      USE_MOCK_DATA: 'false',
      // One key makes all of a load, and is not what most drills are about.
      PATCHBAY_CALL_RATE: 'off',
      PATCHBAY_ADMIN_KEY: adminKey,
      PATCHBAY_KEYS: keys,
      PATCHBAY_CONNECTORS: connectorFolder('load'),
      PATCHBAY_CONNECTIONS: JSON.stringify(
        origins.map(([id, api]) => ({
          id,
          connector: 'load',
          credentials: { key: 'drill-vendor-key' },
          origins: { api },
        })),
      ),
      PATCHBAY_EGRESS_ALLOW: origins.map(([, origin]) => origin).join(','),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  const ended = once(child, 'close').then(([code, signal]) => {
    process.off('exit', kill)
    rmSync(folder, { recursive: true, force: true })
    return (code ?? signal) as number | NodeJS.Signals
  })
  const serving = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString()
      const url = /Patchbay serves at (\S+)/.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    const tooLate = setTimeout(() => reject(new Error('in time')), startWithin)
    tooLate.unref()
    void ended.then((how) => reject(new Error(`but ended (${how})`)))
  })
  const url = await serving.catch((error: Error) => {
    kill()
    throw new Error(`The runtime did not start ${error.message}: ${output.slice(-2_000)}`)
  })
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    memory: () => residentBytes(child.pid ?? 0),
    signal: (signal) => void child.kill(signal),
    ended,
    async stop() {
      kill()
      await ended
    },
  }
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}
