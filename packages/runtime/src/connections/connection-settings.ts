import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { ConfigurationError } from '../configuration/read-settings.ts'

/** A connection as an operator writes it down. */
export const ConnectionSettings = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' }),
    connector: Type.String({ minLength: 1 }),
    /** The connector's own settings; its schema is in GET /v1/connectors/{id}. */
    config: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** Which of the connector's kinds of authentication. Default: its first. */
    auth: Type.Optional(Type.String()),
    /** A value of the form `env:NAME` is read from that environment variable. */
    credentials: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** Other addresses for the connector's origins, as far as the egress policy allows them. */
    origins: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
)

export type ConnectionSettings = Static<typeof ConnectionSettings>

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads connections from a JSON file or from JSON itself, and replaces credentials of the form `env:NAME`.
 * Throws a `ConfigurationError` that lists everything wrong, without repeating any value.
 */
export function readConnectionSettings(source: string, environment: Environment): ConnectionSettings[] {
  const isInline = /^\s*[[{]/.test(source)
  const name = isInline ? 'PATCHBAY_CONNECTIONS' : source
  let json: unknown
  try {
    json = JSON.parse(isInline ? source : readFileSync(resolve(source), 'utf8'))
  } catch (error) {
    // The message of a JSON error quotes the text around the fault, which may be a credential.
    const reason =
      error instanceof SyntaxError
        ? 'is not valid JSON'
        : `cannot be read (${String((error as NodeJS.ErrnoException).code)})`
    throw new ConfigurationError([`${name}: ${reason}`])
  }
  const list = Type.Array(ConnectionSettings)
  if (!Value.Check(list, json)) {
    throw new ConfigurationError(
      [...Value.Errors(list, json)].map(
        ({ path, message }) => `${name}: ${path || 'the document'}: ${message}`,
      ),
    )
  }
  const problems: string[] = []
  const seen = new Set<string>()
  for (const [index, { id, connector }] of json.entries()) {
    const key = `${connector} ${id}`
    if (seen.has(key)) problems.push(`${name}: /${index}/id: ${connector} has another connection of this id`)
    seen.add(key)
  }
  const connections = json.map((connection, index) => ({
    ...connection,
    credentials: Object.fromEntries(
      Object.entries(connection.credentials ?? {}).map(([field, value]) => {
        if (!value.startsWith('env:')) return [field, value]
        const found = environment[value.slice('env:'.length)]
        if (found === undefined || found === '') {
          problems.push(`${name}: /${index}/credentials/${field}: the variable ${value.slice(4)} is not set`)
        }
        return [field, found ?? '']
      }),
    ),
  }))
  if (problems.length > 0) throw new ConfigurationError(problems)
  return connections
}
