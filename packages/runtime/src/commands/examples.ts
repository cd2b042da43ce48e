import type { Command } from 'commander'

const kept = new WeakMap<Command, readonly string[]>()

/** Shows examples under the help of a command, and in the reference. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  kept.set(command, lines)
  return command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`)
}

export const examplesOf = (command: Command): readonly string[] => kept.get(command) ?? []
