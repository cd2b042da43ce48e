import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { aiCatalog, aiCatalogMediaType } from '../mcp/discovery/ai-catalog.ts'
import { publicBaseOf } from '../configuration/public-base.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Registry } from '../connectors/registry.ts'
import { serverCard, serverCardMediaType, serverCardPath } from '../mcp/discovery/server-card.ts'
import { version } from '../version.ts'
import { isMatched } from './conditional.ts'
import { problemResponse } from './operation-schema.ts'

const config = { access: 'public' } as const

/** Both documents change with a deployment only. The hour is that of SEP-2127's discovery rules. */
const caching = 'public, max-age=3600'

export interface DiscoveryOptions {
  readonly settings: Pick<Settings, 'enableMcp' | 'publicUrl' | 'port'>
  readonly registry: Pick<Registry, 'loaded'>
}

/**
 * How agents find this server, where MCP is offered. The documents hold nothing of any tenant, so pages of every origin may read them, as
 * their rules ask.
 */
export async function discoveryRoutes(
  app: FastifyInstance,
  { settings: { enableMcp, publicUrl, port }, registry }: DiscoveryOptions,
): Promise<void> {
  if (!enableMcp) return
  const subject = { base: publicBaseOf(publicUrl ?? `http://localhost:${port}`), version, registry }
  const card = JSON.stringify(serverCard(subject))
  const catalog = JSON.stringify(aiCatalog(subject))

  const serve = (
    path: string,
    mediaType: string,
    text: string,
    operationId: string,
    summary: string,
  ): void => {
    const tag = `"${hash('sha256', text, 'base64url')}"`
    app.get(
      path,
      {
        config,
        schema: {
          operationId,
          security: [],
          tags: ['Operations'],
          summary,
          response: {
            200: {
              description: 'The document.',
              content: { [mediaType]: { schema: { type: 'object', additionalProperties: true } } },
            },
            304: { description: 'It is still what If-None-Match names.', type: 'null' },
            '4xx': problemResponse,
          },
        },
      },
      async (request, reply) => {
        reply
          .header('etag', tag)
          .header('cache-control', caching)
          .header('access-control-allow-origin', '*')
          .header('access-control-allow-methods', 'GET')
          .header('access-control-expose-headers', 'ETag')
        if (isMatched(request.headers['if-none-match'], tag)) return reply.code(304).send()
        // Already text: no serializer is to put it in quotes.
        return reply.type(mediaType).serializer(String).send(text)
      },
    )
  }
  serve(serverCardPath, serverCardMediaType, card, 'mcp_server_card', 'Describe the MCP server')
  // Where drafts of SEP-2127 had it, and where scanners look for it still.
  serve(
    '/.well-known/mcp/server-card.json',
    serverCardMediaType,
    card,
    'mcp_server_card_well_known',
    'Describe the MCP server, at the address of earlier drafts',
  )
  serve('/.well-known/ai-catalog.json', aiCatalogMediaType, catalog, 'ai_catalog', 'List what agents can use')
}
