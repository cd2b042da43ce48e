/** How one client is told of this Patchbay, as docs/mcp-clients.md has it. */
export interface ClientConfiguration {
  readonly client: string
  /** Where it is written. */
  readonly file: string
  readonly text: string
}

const write = (value: unknown): string => JSON.stringify(value, null, 2)

const overHttp = (url: string, key: string) => ({ url, headers: { Authorization: `Bearer ${key}` } })

const overProgram = (origin: string) => ({
  command: 'npx',
  args: ['-y', '@patchbay/runtime', 'mcp', '--stdio', '--key-file', '/path/to/key'],
  env: { PATCHBAY_URL: origin },
})

/** For a Patchbay at an origin. None holds a key: each client reads it from where it keeps its secrets. */
export function clientConfigurations(origin: string): readonly ClientConfiguration[] {
  const url = `${origin}/mcp`
  return [
    {
      client: 'Claude Code',
      file: '.mcp.json',
      text: write({ mcpServers: { patchbay: { type: 'http', ...overHttp(url, '${PATCHBAY_KEY}') } } }),
    },
    {
      client: 'Cursor',
      file: '.cursor/mcp.json',
      text: write({ mcpServers: { patchbay: overHttp(url, '${env:PATCHBAY_KEY}') } }),
    },
    {
      client: 'VS Code',
      file: '.vscode/mcp.json',
      text: write({
        inputs: [{ type: 'promptString', id: 'patchbay-key', description: 'Patchbay key', password: true }],
        servers: { patchbay: { type: 'http', ...overHttp(url, '${input:patchbay-key}') } },
      }),
    },
    {
      client: 'Claude Desktop',
      file: 'claude_desktop_config.json',
      text: write({ mcpServers: { patchbay: overProgram(origin) } }),
    },
    {
      client: 'Zed',
      file: 'settings.json',
      text: write({ context_servers: { patchbay: overProgram(origin) } }),
    },
  ]
}
