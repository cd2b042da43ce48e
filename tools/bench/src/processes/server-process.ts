import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Answer, Question } from './messages.ts'

export interface ServerProcessOptions {
  /** URL of the script to run; it calls `reportToParent` when it serves. */
  readonly script: URL
  readonly parameters?: readonly string[]
  /** Core to hold the process to. Default: any. */
  readonly core?: number | undefined
  /** Folder to write a CPU profile to when the process stops. Default: none is taken. */
  readonly profileFolder?: string | undefined
}

export interface ServerProcess {
  readonly origin: string
  /** CPU time so far, in microseconds. */
  cpuTime(): Promise<number>
  /** Resident memory, in bytes. */
  memory(): Promise<number>
  /** Keys of the callers that it has made; only of a server that makes some. */
  readonly callers: readonly string[]
  /** Tells a server to write to its store or to rest; how many rows it has written so far. */
  written(question: 'write' | 'rest'): Promise<number>
  stop(): Promise<void>
}

/** Starts a server in a process of its own and waits until it serves. Its standard output goes nowhere. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { script, parameters = [], core, profileFolder } = options
  const node = [
    process.execPath,
    ...process.execArgv.filter((argument) => argument.startsWith('--conditions')),
    ...(profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]),
    fileURLToPath(script),
    ...parameters,
  ]
  const [command = '', ...commandArguments] =
    core === undefined ? node : ['taskset', '-c', String(core), ...node]
  // Output to /dev/null is written like any other, so a line of the log costs its system call.
  const child = spawn(command, commandArguments, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })

  const answer = <K extends Answer['kind']>(kind: K): Promise<Extract<Answer, { kind: K }>> =>
    new Promise((resolve, reject) => {
      const onMessage = (message: Answer): void => {
        if (message.kind !== kind) return
        child.off('message', onMessage).off('exit', onExit)
        resolve(message as Extract<Answer, { kind: K }>)
      }
      const onExit = (code: number | null): void =>
        reject(new Error(`${fileURLToPath(script)} ended with ${String(code)} before it said "${kind}"`))
      child.on('message', onMessage).on('exit', onExit)
    })
  const ask = (question: Question): void => {
    child.send(question)
  }

  let callers: readonly string[] = []
  child.on('message', (message: Answer) => {
    if (message.kind === 'callers') callers = message.keys
  })
  const { origin } = await answer('ready')
  return {
    origin,
    callers,
    async memory() {
      const answered = answer('memory')
      ask('memory')
      return (await answered).bytes
    },
    async cpuTime() {
      const answered = answer('usage')
      ask('usage')
      return (await answered).microseconds
    },
    async written(question) {
      const answered = answer('written')
      ask(question)
      return (await answered).count
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        ask('stop')
      }),
  }
}
