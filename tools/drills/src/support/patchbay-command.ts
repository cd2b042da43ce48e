import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('main.ts', import.meta.resolve('@patchbay/runtime')))

export interface CommandResult {
  readonly exitCode: number | NodeJS.Signals
  readonly out: string
  readonly error: string
  readonly seconds: number
}

/** Runs one command of the command line in a process of its own, to its end. */
export async function runPatchbay(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--conditions=@patchbay/source', main, ...parameters], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const [[code, signal], out, error] = await Promise.all([
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
    text(child.stdout),
    text(child.stderr),
  ])
  process.off('exit', kill)
  const seconds = (performance.now() - begun) / 1_000
  return { exitCode: code ?? signal ?? 'SIGKILL', out, error, seconds }
}
