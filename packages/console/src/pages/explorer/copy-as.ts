import { callPath, type CallOf } from '../../api/calls.ts'

/** One word of a POSIX shell: within single quotes nothing but a single quote means anything. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** The key is never in what is copied: it is taken from the environment. */
export function asCurl(call: CallOf, baseUrl: string): string {
  const lines = [
    `curl ${shellWord(baseUrl + callPath(call))}`,
    `-H "Authorization: Bearer $PATCHBAY_KEY"`,
    `-H 'Content-Type: application/json'`,
    ...(call.connection === undefined ? [] : [`-H ${shellWord(`Patchbay-Connection: ${call.connection}`)}`]),
    `--data-raw ${shellWord(JSON.stringify(call.input))}`,
  ]
  return lines.join(' \\\n  ')
}

export function asTypeScript({ connector, operation, connection, input }: CallOf, baseUrl: string): string {
  const text = (value: unknown): string => JSON.stringify(value, null, 2)
  const options = connection === undefined ? '' : `, { connection: ${text(connection)} }`
  return [
    `import { createClient } from '@patchbay/client'`,
    '',
    `const client = createClient({ baseUrl: ${text(baseUrl)}, key: process.env.PATCHBAY_KEY })`,
    `const result = await client.call(${text(connector)}, ${text(operation)}, ${text(input)}${options})`,
    '',
  ].join('\n')
}

/** The name of an operation as a tool, as the runtime makes it: letters, digits and `_`. */
const toolName = ({ connector, operation }: Pick<CallOf, 'connector' | 'operation'>): string =>
  `${connector}_${operation}`.replaceAll(/[^A-Za-z0-9]/g, '_')

/** The message that calls the tool, for a session of MCP. Only tools over several connections take the name of one. */
export function asMcp({ connection, input, ...call }: CallOf, isOneOfSeveral: boolean): string {
  const named = isOneOfSeveral && connection !== undefined ? { connection } : {}
  const params = { name: toolName(call), arguments: { ...(input as object), ...named } }
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }, null, 2)
}
