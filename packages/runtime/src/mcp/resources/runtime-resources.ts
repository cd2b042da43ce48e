import type { Resource } from '@modelcontextprotocol/server'
import type { Principal } from '../../access/principal.ts'
import type { ConnectionService } from '../../connections/connection-service.ts'
import type { Connections } from '../../connections/connections.ts'
import { connectorReference } from '../../connectors/connector-reference.ts'
import type { LoadedConnector } from '../../connectors/loaded-connector.ts'
import { offeredConnectors } from '../offered-connectors.ts'
import { protocolProblem } from '../protocol/protocol-problem.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import type { ResourceFiles } from './serve-resources.ts'

export interface RuntimeResourcesParts {
  readonly connections: Pick<Connections, 'unmanaged'>
  readonly service: Pick<ConnectionService, 'page'>
  readonly sets: Pick<ToolSets, 'of'>
  /** Hides known secrets in a text. */
  readonly hide: (text: string) => string
}

/** A connection as an agent is told of it: nothing that is entered for it. */
interface ToldConnection {
  readonly id: string
  readonly connector: string
  readonly source: 'live' | 'mock'
  readonly state: string
  /** For the one who has to act; empty where there is nothing to say. */
  readonly reason: string
}

const connectionsEntry: Resource = {
  uri: 'patchbay://connections',
  name: 'connections',
  title: 'Connections',
  description: 'The connected accounts: whether each can be used, and what is to be done if not.',
  mimeType: 'application/json',
}
const referenceTemplate = 'patchbay://connectors/{id}/reference'
const referenceUri = /^patchbay:\/\/connectors\/([a-z0-9-]{1,100})\/reference$/
const pageSize = 500

/** What the runtime tells of itself: to those who may read it over REST as well. */
export function runtimeResources({ connections, service, sets, hide }: RuntimeResourcesParts): ResourceFiles {
  const mayReadConnections = ({ permissions }: Principal) => permissions.has('connections.read')

  const toldTo = async (principal: Principal): Promise<ToldConnection[]> => {
    const { tenant, restrictions } = principal
    const told = (await connections.unmanaged(tenant)).map(
      ({ id, connector, source, state, stateReason: reason }): ToldConnection => ({
        id,
        connector,
        source,
        state,
        reason,
      }),
    )
    for (let after: string | undefined = ''; after !== undefined;) {
      const records = await service.page(tenant, {}, after, pageSize)
      for (const { id, connector, state, stateReason: reason } of records)
        told.push({ id, connector, source: 'live', state, reason })
      after = records.length < pageSize ? undefined : records.at(-1)?.id
    }
    return told.filter(
      ({ id, connector, source }) =>
        restrictions?.connections?.has(id) !== false &&
        restrictions?.connectors?.has(connector) !== false &&
        restrictions?.sources?.has(source) !== false,
    )
  }

  /** By id, the newest major of each that has a tool for the principal. */
  const connectorsOf = async (principal: Principal): Promise<ReadonlyMap<string, LoadedConnector>> => {
    if (!principal.permissions.has('connectors.read')) return new Map()
    const { connectors } = offeredConnectors(await sets.of(principal))
    const rising = [...connectors].toSorted((one, other) => one.major - other.major)
    return new Map(rising.map((one) => [one.host.description.id, one]))
  }

  return {
    list: async (principal) => (mayReadConnections(principal) ? [connectionsEntry] : []),
    async templates(principal) {
      if (!principal.permissions.has('connectors.read')) return []
      return [
        {
          uriTemplate: referenceTemplate,
          name: 'connector-reference',
          title: 'Reference of a connector',
          description: 'The operations, credentials and limits of a connector, as tables.',
          mimeType: 'text/markdown',
        },
      ]
    },
    async complete(principal, template, variable) {
      if (template !== referenceTemplate) return undefined
      return variable === 'id' ? [...(await connectorsOf(principal)).keys()].toSorted() : []
    },
    async read(principal, uri) {
      try {
        if (uri === connectionsEntry.uri) {
          if (!mayReadConnections(principal)) return undefined
          const text = hide(JSON.stringify({ connections: await toldTo(principal) }))
          return { uri, mimeType: 'application/json', text }
        }
        const [, id = ''] = referenceUri.exec(uri) ?? []
        const connector = id === '' ? undefined : (await connectorsOf(principal)).get(id)
        return (
          connector && {
            uri,
            mimeType: 'text/markdown',
            text: `${connectorReference(connector.host.description)}\n`,
          }
        )
      } catch (error) {
        throw protocolProblem(error)
      }
    },
  }
}
