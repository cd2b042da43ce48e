import type { Command } from 'commander'
import { withSection } from '../documents/sections.ts'
import { examplesOf } from './examples.ts'

/** The reference of all commands as Markdown, made from what their help is made from. */
export function commandReference(program: Command): string {
  const help = program.createHelp()
  const describe = (command: Command, path: string): string[] => {
    const name = `${path}${command.name()}`
    const below = command.commands.flatMap((one) => describe(one, `${name} `))
    // A group that does nothing by itself is told by its commands.
    if (examplesOf(command).length === 0) return below
    const parameters = [
      ...help.visibleArguments(command).map((one) => [help.argumentTerm(one), help.argumentDescription(one)]),
      ...command.options.map((one) => [help.optionTerm(one), help.optionDescription(one)]),
    ]
    return [
      [
        `### \`${name} ${usageOf(command)}`.trimEnd() + '`',
        '',
        capital(command.description()) + '.',
        ...(parameters.length === 0 ? [] : ['', '| parameter | meaning |', '| --- | --- |']),
        ...parameters.map(([term, meaning = '']) => `| \`${term}\` | ${capital(meaning)}. |`),
        '',
        '```sh',
        ...examplesOf(command),
        '```',
      ].join('\n'),
      ...below,
    ]
  }
  return program.commands.flatMap((command) => describe(command, 'patchbay ')).join('\n\n')
}

/** The text with its part for the commands written anew; undefined if it has no such part. */
export const withCommands = (text: string, program: Command): string | undefined =>
  withSection(text, 'commands', commandReference(program))

const usageOf = (command: Command): string =>
  [
    ...command.registeredArguments.map((one) => {
      const name = one.variadic ? `${one.name()}…` : one.name()
      return one.required ? `<${name}>` : `[${name}]`
    }),
    ...(command.options.length === 0 ? [] : ['[options]']),
  ].join(' ')

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
