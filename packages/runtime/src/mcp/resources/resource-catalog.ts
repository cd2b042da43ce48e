import type { LoadedResource } from '../../connectors/loaded-connector.ts'
import type { Registry } from '../../connectors/registry.ts'
import { createAddressReader } from '../../connectors/resource-address.ts'

/** A resource of a connector, and how URIs of it are read. */
export interface KnownResource {
  readonly resource: LoadedResource
  readonly isTemplate: boolean
  /** The values of its variables; undefined for URIs of others. */
  readonly read: (uri: string) => Record<string, string> | undefined
}

/** All resources of the newest majors, in the order of their addresses. Fixed once the app is built. */
export interface ResourceCatalog {
  readonly all: readonly KnownResource[]
  findByAddress(address: string): KnownResource | undefined
  /** What a URI is of: a plain address before a template. */
  findByUri(
    uri: string,
  ): { readonly found: KnownResource; readonly values: Record<string, string> } | undefined
}

export function createResourceCatalog(registry: Pick<Registry, 'loaded' | 'find'>): ResourceCatalog {
  const all = registry.loaded
    .filter((connector) => registry.find(connector.host.description.id) === connector)
    .flatMap(({ resources }) => [...resources.values()])
    .map((resource): KnownResource => {
      const { address, variables } = resource.description
      return { resource, isTemplate: variables.length > 0, read: createAddressReader(address) }
    })
    .toSorted((one, other) => (addressOf(one) < addressOf(other) ? -1 : 1))
  const byAddress = new Map(all.map((one) => [addressOf(one), one]))
  const templates = all.filter(({ isTemplate }) => isTemplate)
  return {
    all,
    findByAddress: (address) => byAddress.get(address),
    findByUri(uri) {
      const plain = byAddress.get(uri)
      if (plain !== undefined && !plain.isTemplate) return { found: plain, values: {} }
      for (const found of templates) {
        const values = found.read(uri)
        if (values !== undefined) return { found, values }
      }
      return undefined
    },
  }
}

const addressOf = ({ resource }: KnownResource): string => resource.description.address
