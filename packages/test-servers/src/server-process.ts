import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { ServerProgram } from './server-program.ts'
import type { Account } from './unprivileged.ts'

/** A server that runs, and ends when this process does, however that ends. */
export interface ServerProcess {
  /** Of the server itself. */
  readonly pid: number
  readonly hasEnded: boolean
  /** What it has said. */
  output(): string
  signal(signal: NodeJS.Signals): void
  /** Kills it and waits until it is gone. */
  end(): Promise<void>
}

/*
 * A shell stands between the two and waits for the end of its standard input, which comes even if this process is
 * killed. The first line that it writes is the server's process id.
 */
const supervisor = `
exec 3<&0
"$@" </dev/null 2>&1 3<&- &
server=$!
echo "$server"
(read -r line <&3; kill -9 "$server") >/dev/null &
watcher=$!
wait "$server"
kill "$watcher"
`

export async function startProcess(
  program: ServerProgram,
  parameters: readonly string[],
  account?: Account,
): Promise<ServerProcess> {
  const shell = spawn('/bin/sh', ['-c', supervisor, 'sh', program.path, ...parameters], {
    env: { ...process.env, ...program.environment },
    stdio: ['pipe', 'pipe', 'ignore'],
    ...account,
  })
  const lines = createInterface(shell.stdout)
  const [first] = (await once(lines, 'line')) as [string]
  const pid = Number(first)
  let hasEnded = false
  let output = ''
  lines.on('line', (line) => (output = `${output}${line}\n`.slice(-4_000)))
  const ended = once(shell, 'exit').then(() => {
    hasEnded = true
  })
  // A test that forgets its server can still end, and takes the server along.
  shell.unref()
  for (const stream of [shell.stdin, shell.stdout]) (stream as Socket).unref()
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (!hasEnded) process.kill(pid, name)
    } catch (error) {
      // It is gone, and the shell has yet to notice.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  return {
    pid,
    get hasEnded() {
      return hasEnded
    },
    output: () => output,
    signal,
    async end() {
      shell.ref()
      signal('SIGKILL')
      await ended
    },
  }
}
