import { CommanderError, InvalidArgumentError, type Command } from 'commander'
import type { Settings } from '../configuration/settings.ts'
import { findServer, type Server } from './client/open-client.ts'
import { withExamples } from './examples.ts'
import { exitCode } from './exit-code.ts'
import { readText } from './read-text.ts'
import type { Tools } from './tools.ts'

interface Options {
  readonly stdio?: true
  readonly url?: string
  readonly keyFile?: string
}

/** Lets clients that start their servers as programs use a running one. */
export function addMcp(program: Command, { terminal, settings, tenant }: Tools): void {
  withExamples(
    program
      .command('mcp')
      .option('--stdio', 'speak the Model Context Protocol on standard input and output')
      .option('--url <url>', 'address of the server (default: that of PATCHBAY_URL)')
      .option(
        '--key-file <file>',
        'file with the key (default: PATCHBAY_KEY). A key is never an argument, which every process can see',
      )
      .description('connect a desktop client, which starts this command, with the MCP of a running server')
      .action(async ({ stdio, ...choices }: Options) => {
        if (stdio === undefined) {
          throw new CommanderError(
            exitCode.usage,
            'patchbay.mcp',
            'error: --stdio is needed; over HTTP the server itself speaks MCP, at /mcp',
          )
        }
        const { runBridge } = await import('../mcp/bridge/bridge.ts')
        await runBridge({
          ...serverOf(settings(), choices),
          tenant: tenant(),
          input: process.stdin,
          output: process.stdout,
          log: (line) => terminal.complain(`patchbay mcp: ${line}`),
        })
      }),
    'patchbay mcp --stdio',
    'PATCHBAY_URL=https://patchbay.example PATCHBAY_KEY=… patchbay mcp --stdio',
    'patchbay mcp --stdio --url https://patchbay.example --key-file ~/.config/patchbay/key',
  )
}

/** The settings, with what the command line says in their place. */
function serverOf(settings: Settings, { url, keyFile }: Omit<Options, 'stdio'>): Server {
  const key = keyFile === undefined ? undefined : readText(keyFile).trim()
  if (key === '') throw new InvalidArgumentError(`${String(keyFile)} is empty`)
  const found = findServer({
    ...settings,
    ...(url === undefined ? {} : { url }),
    ...(key === undefined ? {} : { key }),
  })
  return keyFile === undefined ? found : { ...found, keyOrigin: keyFile }
}
