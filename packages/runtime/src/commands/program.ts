import { Command } from 'commander'
import { version } from '../version.ts'
import { addAlerts } from './alerts.ts'
import { addAudit } from './audit.ts'
import { addBackup } from './backup.ts'
import { addConfig } from './config.ts'
import { addConnections } from './connections.ts'
import { addConnectors } from './connectors.ts'
import { createTools } from './create-tools.ts'
import { addErrors } from './errors.ts'
import { addFlags } from './flags.ts'
import { addKeys } from './keys.ts'
import { addMcp } from './mcp.ts'
import { addMigrate } from './migrate.ts'
import { addOpenapi } from './openapi.ts'
import { addReference } from './reference.ts'
import { addStart } from './serving.ts'
import { addSlo } from './slo.ts'
import { addTenants } from './tenants.ts'
import type { Terminal } from './terminal/terminal.ts'
import { addToolsets } from './toolsets.ts'
import type { Tools } from './tools.ts'
import { addToolPins } from './tool-pins.ts'
import { addUsage } from './usage.ts'
import { addVault } from './vault.ts'

/** In the order of the help. */
const commands: readonly ((program: Command, tools: Tools) => void)[] = [
  addStart,
  addMcp,
  addConfig,
  addConnectors,
  addConnections,
  addTenants,
  addKeys,
  addToolsets,
  addFlags,
  addToolPins,
  addUsage,
  addSlo,
  addAlerts,
  addErrors,
  addVault,
  addAudit,
  addMigrate,
  addBackup,
  addOpenapi,
  addReference,
]

/** The command line. Commands load what they need when they run, so that help is there at once. */
export function createProgram(terminal: Terminal, written: (text: string) => void): Command {
  const program = new Command('patchbay')
    .description('Runs connectors, and manages what they are used with.')
    .version(version)
    .option('--json', 'print data as JSON, and failures as a problem in JSON on standard error')
    .option('--tenant <id>', "act in this tenant, with the operator's key (default: that of the key)")
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    // What is wrong is told by whoever runs the program, in the form that was asked for.
    .configureOutput({ writeOut: written, writeErr: () => undefined, outputError: () => undefined })
    .addHelpText(
      'after',
      [
        '',
        'Exit codes: 0 done, 1 failed, 2 wrong command line or configuration.',
        'Settings come from environment variables; `patchbay config` lists them.',
      ].join('\n'),
    )
  const tools = createTools(program, terminal)
  for (const add of commands) add(program, tools)
  return program
}
