import type { AddressInfo } from 'node:net'
import { publicBaseOf } from '../../configuration/public-base.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { IssuerSettings } from '../oidc/issuer-settings.ts'
import { createProtectedResource, type ProtectedResource } from './protected-resource.ts'

/**
 * What `/mcp` is to issuers of tokens. `listening`: where the server listens, once it does. Throws a
 * `ConfigurationError` if the public address is none.
 */
export function openProtectedResource(
  { publicUrl, port }: Pick<Settings, 'publicUrl' | 'port'>,
  issuers: readonly IssuerSettings[],
  listening: () => AddressInfo | undefined,
): ProtectedResource {
  const own = issuers.filter(({ mcpAudience }) => mcpAudience === undefined || mcpAudience.length > 0)
  return createProtectedResource({
    publicBase: publicUrl === undefined ? undefined : publicBaseOf(publicUrl),
    listening,
    port,
    issuers: own.map(({ issuer }) => issuer),
    hasScopes: own.some(({ scopes }) => scopes !== 'ignored'),
  })
}
