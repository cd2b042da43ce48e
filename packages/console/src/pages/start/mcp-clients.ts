/** How clients are led to a server, as docs/mcp-clients.md has it. The key comes from the environment, or is asked for. */
export interface McpClient {
  readonly id: string
  readonly title: string
  /** Where it belongs. */
  readonly file: string
  readonly text: string
}

const json = (value: unknown): string => JSON.stringify(value, null, 2)

export function mcpClients(origin: string): readonly McpClient[] {
  const url = `${origin}/mcp`
  const headers = (key: string) => ({ Authorization: `Bearer ${key}` })
  return [
    {
      id: 'claude-code',
      title: 'Claude Code',
      file: '.mcp.json',
      text: json({
        mcpServers: { patchbay: { type: 'http', url, headers: headers('${PATCHBAY_KEY}') } },
      }),
    },
    {
      id: 'cursor',
      title: 'Cursor',
      file: '.cursor/mcp.json',
      text: json({ mcpServers: { patchbay: { url, headers: headers('${env:PATCHBAY_KEY}') } } }),
    },
    {
      id: 'vs-code',
      title: 'VS Code',
      file: '.vscode/mcp.json',
      text: json({
        inputs: [{ type: 'promptString', id: 'patchbay-key', description: 'Patchbay key', password: true }],
        servers: { patchbay: { type: 'http', url, headers: headers('${input:patchbay-key}') } },
      }),
    },
    {
      id: 'claude-desktop',
      title: 'Claude Desktop',
      file: 'claude_desktop_config.json',
      text: json({
        mcpServers: {
          patchbay: {
            command: 'npx',
            args: ['-y', '@patchbay/runtime', 'mcp', '--stdio', '--key-file', '/path/to/the/key'],
            env: { PATCHBAY_URL: origin },
          },
        },
      }),
    },
  ]
}
