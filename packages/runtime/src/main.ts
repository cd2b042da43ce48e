#!/usr/bin/env node
import { ConfigurationError } from './configuration/read-settings.ts'

interface Command {
  run(parameters: readonly string[]): Promise<void> | void
}

const commands = new Map<string, () => Promise<Command>>([
  ['start', () => import('./commands/start.ts')],
  ['config', () => import('./commands/config.ts')],
  ['reference', () => import('./commands/reference.ts')],
])

const [name = 'help', ...parameters] = process.argv.slice(2)
const load = commands.get(name)
if (load === undefined) {
  const isHelp = ['help', '--help', '-h'].includes(name)
  const write = isHelp ? console.log : console.error
  if (!isHelp) write(`There is no command "${name}".\n`)
  write(
    [
      'patchbay start                  serve the connectors',
      'patchbay config                 print every setting: variable, kind, default, meaning',
      'patchbay reference [folder…]    write the reference tables into the READMEs of connectors',
    ].join('\n'),
  )
  process.exitCode = isHelp ? 0 : 2
} else {
  try {
    const command = await load()
    await command.run(parameters)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
