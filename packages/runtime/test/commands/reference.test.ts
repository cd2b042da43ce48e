import { readFileSync } from 'node:fs'
import t from 'tap'
import type { Command } from 'commander'
import { commandReference, withCommands } from '../../src/commands/command-reference.ts'
import { examplesOf } from '../../src/commands/examples.ts'
import { createProgram } from '../../src/commands/program.ts'
import { processTerminal } from '../../src/commands/terminal/process-terminal.ts'

const program = createProgram(processTerminal, () => undefined)

const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)]

t.test('docs/operating.md has every command as it is', (t) => {
  const page = readFileSync(new URL('../../../../docs/operating.md', import.meta.url), 'utf8')
  t.equal(
    withCommands(page, program),
    page,
    'write it anew: npm run patchbay -- commands --write docs/operating.md',
  )
  t.end()
})

t.test('every command is described, every example names a command and parameters that there are', (t) => {
  const leaves = program.commands.flatMap(all).filter((command) => command.commands.length === 0)
  t.ok(leaves.length > 5)
  for (const command of leaves) {
    t.ok(command.description(), command.name())
    t.ok(examplesOf(command).length > 0, `${command.name()} has an example`)
    for (const { flags, description } of command.options) t.ok(description, flags)
  }
  const reference = commandReference(program)
  t.match(reference, '### `patchbay keys create [options]`')
  t.match(reference, '| `--name <name>` | For people. |')
  t.end()
})

t.test('no command takes a secret as an argument', (t) => {
  for (const command of all(program)) {
    for (const { flags } of command.options) {
      t.notMatch(flags, /(?:key|secret|token|password|credentials?) </i, `${command.name()} ${flags}`)
    }
  }
  t.end()
})
