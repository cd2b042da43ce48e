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
