import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { fillFolder } from '../../src/testing/embedded-engines.ts'
import { adminKey, baseFolder } from './open-app.ts'
import { until } from './until.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

// What makes it cheap to start; the same as in .taprc.
const nodeOptions = ['--conditions=@patchbay/source', '--liftoff-only']
const compiled = fileURLToPath(new URL('../../../../node_modules/.cache/compiled', import.meta.url))

export interface Patchbay {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly output: { out: string; error: string }
  /** Waits for the end of the process. */
  readonly exit: () => Promise<number | NodeJS.Signals | null>
}

/** Starts the command line in a process of its own, with nothing in its environment but a data folder and what is given. */
export function spawnPatchbay(
  t: Test,
  commands: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Patchbay {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-data-'))
  const child = spawn(process.execPath, [...nodeOptions, main, ...commands], {
    cwd: baseFolder,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compiled, PATCHBAY_DATA: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.error += chunk.toString()))
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    child,
    output,
    async exit() {
      const [code, signal] = await ended
      return code ?? signal
    },
  }
}

export interface ServingPatchbay extends Patchbay {
  readonly url: string
  /** Of the emulator of the echo connector. */
  readonly emulator: string
}

/** `patchbay start` on a free port with the echo fixture, ready for calls. */
export async function startPatchbay(
  t: Test,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServingPatchbay> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-data-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  if (environment['PATCHBAY_DATA'] === undefined) await fillFolder(join(folder, 'store'))
  const patchbay = spawnPatchbay(t, ['start'], {
    PATCHBAY_DATA: folder,
    PORT: '0',
    PATCHBAY_ADMIN_KEY: adminKey,
    PATCHBAY_CONNECTORS: './fixtures/connectors/echo',
    ...environment,
  })
  const { child, output } = patchbay
  const pattern = /Patchbay serves at (\S+)/
  const isUp = (): boolean => pattern.test(output.error) && output.error.includes('Admin key')
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null
  // A busy machine takes long, and one that fails says so by ending.
  await until(() => isUp() || hasEnded(), 300_000)
  if (!isUp()) throw new Error(`it did not start: ${output.error}`)
  return {
    ...patchbay,
    url: pattern.exec(output.error)?.[1] ?? '',
    emulator: /emulator at (\S+)/.exec(output.error)?.[1] ?? '',
  }
}
