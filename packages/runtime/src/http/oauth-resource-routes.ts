import { Type } from '@sinclair/typebox'
import { Problem } from '@patchbay/contract'
import type { FastifyInstance } from 'fastify'
import type { ProtectedResource } from '../access/oauth-resource/protected-resource.ts'
import { callScopes } from '../access/oauth-resource/token-scopes.ts'
import { letBrowsersIn } from './mcp-browsers.ts'
import { problemResponse } from './operation-schema.ts'

const MetadataSchema = Type.Object({
  resource: Type.String({
    description: 'What the `aud` of a token must name, and what clients ask for it by.',
  }),
  authorization_servers: Type.Array(Type.String(), {
    description: 'Issuers of tokens; each publishes where to ask.',
  }),
  bearer_methods_supported: Type.Array(Type.String()),
  scopes_supported: Type.Optional(
    Type.Array(Type.String(), { description: 'Left out where no issuer knows our scopes.' }),
  ),
  resource_name: Type.String(),
  resource_documentation: Type.String({ format: 'uri' }),
})

const rootPath = '/.well-known/oauth-protected-resource'
const ownPath = `${rootPath}/mcp`

export interface OauthResourceRoutesOptions {
  readonly resource: ProtectedResource
  /** Whose pages may read it from a browser. */
  readonly browserOrigins: ReadonlySet<string>
}

/**
 * Where clients learn who gives tokens for `/mcp` (RFC 9728): at the path that follows from its address, and at the root,
 * where clients look next. Not there if no issuer does.
 */
export async function oauthResourceRoutes(
  app: FastifyInstance,
  { resource, browserOrigins }: OauthResourceRoutesOptions,
): Promise<void> {
  letBrowsersIn(app, browserOrigins, [ownPath, rootPath])
  for (const [path, operationId] of [
    [ownPath, 'oauth_resource_get'],
    [rootPath, 'oauth_resource_root_get'],
  ] as const) {
    app.get(
      path,
      {
        config: { access: 'public' },
        schema: {
          operationId,
          security: [],
          tags: ['Access'],
          summary: 'Who gives tokens for /mcp?',
          description:
            'Metadata of `/mcp` as a protected resource (RFC 9728). For clients that come without an API key.',
          response: { 200: { description: 'The metadata.', ...MetadataSchema }, '4xx': problemResponse },
        },
      },
      async ({ headers: { host } }, reply) => {
        const { issuers, hasScopes } = resource
        if (issuers.length === 0) {
          throw new Problem('not_found', {
            detail: 'No issuer of tokens is configured here.',
            advice: 'Use an API key, or have the operator set PATCHBAY_OIDC_ISSUERS.',
          })
        }
        reply.header('cache-control', 'public, max-age=300').header('vary', 'host, origin')
        return {
          resource: resource.addressFor(host),
          authorization_servers: issuers,
          bearer_methods_supported: ['header'],
          ...(hasScopes && { scopes_supported: callScopes }),
          resource_name: 'Patchbay',
          resource_documentation: resource.documentationFor(host),
        }
      },
    )
  }
}
