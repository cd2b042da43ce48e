import { serverCardMediaType, serverCardPath, type DiscoverySubject } from './server-card.ts'

export const aiCatalogMediaType = 'application/ai-catalog+json'

/**
 * What of a domain agents can use: here, the one MCP server. Version 0.9 of the AI Catalog
 * (https://ai-catalog.io/spec, `specification/ai-catalog.md` of https://github.com/Agent-Card/ai-catalog), the first
 * that was released. Name and description are not repeated, because the card has them.
 */
export const aiCatalog = ({ base, registry }: DiscoverySubject) => ({
  specVersion: '0.9',
  host: { displayName: 'Patchbay', documentationUrl: `${base}/docs` },
  entries: [
    {
      identifier: `urn:air:${new URL(base).hostname}:mcp:patchbay`,
      type: serverCardMediaType,
      url: `${base}${serverCardPath}`,
      tags: [...new Set(registry.loaded.map(({ host }) => host.description.id))],
    },
  ],
})
