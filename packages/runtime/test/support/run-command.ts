import type { ExitCode } from '../../src/commands/exit-code.ts'
import { runProgram } from '../../src/commands/run-program.ts'

export interface CommandRun {
  readonly exitCode: ExitCode
  readonly out: string
  readonly error: string
}

/** Runs one command in this process, with nothing in its environment and on its input but what is given. */
export async function runCommand(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Promise<CommandRun> {
  const chunks: Uint8Array[] = []
  let error = ''
  const exitCode = await runProgram(parameters, {
    environment,
    write: async (chunk) => void chunks.push(Buffer.from(chunk)),
    complain: (line) => (error += `${line}\n`),
    readInput: async () => input,
    paint: (_style, words) => words,
  })
  return { exitCode, out: Buffer.concat(chunks).toString(), error }
}
