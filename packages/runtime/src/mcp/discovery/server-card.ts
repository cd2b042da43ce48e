import type { Registry } from '../../connectors/registry.ts'

/**
 * What a client can read of this server before it connects (SEP-2127, MCP Server Cards; schema and rules of
 * https://github.com/modelcontextprotocol/experimental-ext-server-card, `schema.ts` and `docs/discovery.md`). A card
 * says where a server is and how to connect; what it offers depends on the key, and is listed after that.
 */
export interface ServerCard {
  readonly $schema: string
  /** The domain in reverse, a slash, the server. */
  readonly name: string
  readonly title: string
  /** 100 characters at the most. */
  readonly description: string
  readonly version: string
  readonly websiteUrl: string
  readonly remotes: readonly object[]
  readonly _meta: Readonly<Record<string, unknown>>
}

export interface DiscoverySubject {
  /** Where this installation is reached from outside, without a slash at its end. */
  readonly base: string
  readonly version: string
  readonly registry: Pick<Registry, 'loaded'>
}

export const serverCardMediaType = 'application/mcp-server-card+json'
/** `<the endpoint>/server-card`, which SEP-2127 reserves for it. */
export const serverCardPath = '/mcp/server-card'

export const serverCard = ({ base, version, registry }: DiscoverySubject): ServerCard => ({
  $schema: 'https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json',
  name: `${reversed(new URL(base).hostname)}/patchbay`,
  title: 'Patchbay',
  description: `Accounts at ${listed(registry)} as tools, for the keys that may use them.`.slice(0, 100),
  version,
  websiteUrl: `${base}/docs`,
  remotes: [
    {
      type: 'streamable-http',
      url: `${base}/mcp`,
      supportedProtocolVersions: ['2026-07-28', '2025-11-25'],
      headers: [
        {
          name: 'Authorization',
          description: 'A key of this Patchbay.',
          value: 'Bearer {key}',
          isRequired: true,
          isSecret: true,
          variables: { key: { description: 'The key.', isRequired: true, isSecret: true } },
        },
      ],
    },
  ],
  _meta: {
    'patchbay/connectors': registry.loaded.map(({ host: { description } }) => ({
      id: description.id,
      title: description.title,
      version: description.version,
      stability: description.stability,
    })),
  },
})

/** Names the vendors as far as they fit a line, for a card has one. */
function listed({ loaded }: Pick<Registry, 'loaded'>): string {
  const titles = [...new Set(loaded.map(({ host }) => host.description.title))]
  const fitting: string[] = []
  for (const title of titles) {
    if ([...fitting, title].join(', ').length > 40) break
    fitting.push(title)
  }
  if (fitting.length === 0) return 'vendors'
  return fitting.length < titles.length ? `${fitting.join(', ')} and more` : fitting.join(', ')
}

/** An address has no parts to turn around. */
const reversed = (host: string): string =>
  /[a-z]/i.test(host) && !host.includes(':')
    ? host.split('.').reverse().join('.')
    : host.replaceAll(/[^0-9a-f.]/gi, '-')
