import { fileURLToPath } from 'node:url'
import { Client, type ClientOptions } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import type { Test } from 'tap'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

export interface BridgeClient {
  readonly client: Client
  /** What the bridge has written to standard error. */
  readonly log: () => string
  readonly toolChanges: () => number
}

export interface BridgeClientOptions {
  readonly revision: '2026-07-28' | '2025-11-25'
  readonly environment: Readonly<Record<string, string>>
  readonly parameters?: readonly string[]
}

/** The official client, with the command as its server. */
export async function openBridgeClient(t: Test, options: BridgeClientOptions): Promise<BridgeClient> {
  const { revision, environment, parameters = [] } = options
  let log = ''
  let toolChanges = 0
  const choices: ClientOptions = {
    capabilities: { elicitation: { form: {} } },
    versionNegotiation: { mode: revision === '2026-07-28' ? { pin: revision } : 'legacy' },
    listChanged: { tools: { autoRefresh: false, debounceMs: 0, onChanged: () => void (toolChanges += 1) } },
  }
  const client = new Client({ name: 'desktop', version: '1.0.0' }, choices)
  client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: { name: 'Ada' } }))
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['--conditions=@patchbay/source', main, 'mcp', '--stdio', ...parameters],
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stderr: 'pipe',
  })
  transport.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()))
  t.teardown(() => client.close())
  await client.connect(transport)
  return { client, log: () => log, toolChanges: () => toolChanges }
}
