import { CommanderError } from 'commander'
import { exitCode, type ExitCode } from './exit-code.ts'
import { failureOf, failureText } from './failure.ts'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal/terminal.ts'

/** Runs one command to its end and says how it went. Rejects only with what is a fault of ours. */
export async function runProgram(parameters: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let help = ''
  const program = createProgram(terminal, (text) => (help += text))
  try {
    if (parameters.length === 0) program.outputHelp()
    else await program.parseAsync(parameters, { from: 'user' })
    return exitCode.done
  } catch (error) {
    // Help and version end a command too, and so does a group of commands that is named without one of them.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.done
    const failure = failureOf(error)
    if (failure === undefined) throw error
    terminal.complain(
      parameters.includes('--json') ? JSON.stringify(failure.document) : failureText(failure, terminal),
    )
    return failure.exitCode
  } finally {
    if (help !== '') await terminal.write(help)
  }
}
