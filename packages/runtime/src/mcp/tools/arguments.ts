import { Problem } from '@patchbay/contract'
import { connectionArgument, takesConnection, type OfferedTool } from './offered-tool.ts'

/** What a call's arguments say: the operation's input, and over which connection it goes. */
export interface ReadArguments {
  readonly input: unknown
  readonly connection: string | undefined
}

/** Throws `invalid_input` where they are no object, or do not name one of several connections. */
export function readArguments(offered: OfferedTool, given: unknown = {}): ReadArguments {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw invalid('', 'must be an object', 'The arguments of a tool are a JSON object.')
  }
  const { connections } = offered
  if (!takesConnection(offered)) return { input: given, connection: onlyOf(connections) }
  const { [connectionArgument]: connection, ...input } = given as Record<string, unknown>
  if (typeof connection === 'string' && connections.includes(connection)) return { input, connection }
  throw invalid(
    `/${connectionArgument}`,
    `must be one of ${connections.slice(0, 20).join(', ')}`,
    `The argument \`${connectionArgument}\` names which connected account is meant; there are ${connections.length}.`,
  )
}

const onlyOf = (connections: readonly string[]): string | undefined =>
  connections.length === 1 ? connections[0] : undefined

const invalid = (path: string, message: string, detail: string): Problem =>
  new Problem('invalid_input', { detail, errors: [{ path, message }] })
