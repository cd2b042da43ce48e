import type { AddressInfo } from 'node:net'
import { canonicalUri } from './canonical-uri.ts'

/** Which resource a token is for: the REST face, or that for agents. */
export type Face = 'rest' | 'mcp'

/** `/mcp` as OAuth 2 knows it: a resource that tokens are made for (RFC 8707) and that says who makes them (RFC 9728). */
export interface ProtectedResource {
  /** Issuers whose tokens may be for it, as they name themselves. Without one there is nothing to discover. */
  readonly issuers: readonly string[]
  /** Whether any of the issuers knows our scopes. */
  readonly hasScopes: boolean
  /**
   * Its address as whoever asks knows it. That is always the public one where there is one; a server on this machine
   * alone has several names.
   */
  addressFor(host: string | undefined): string
  /** Where its metadata is to be had. */
  metadataFor(host: string | undefined): string
  /** Where people read what it is. */
  documentationFor(host: string | undefined): string
  /** Whether an `aud` names it. */
  readonly isNamedBy: (audience: string) => boolean
}

export interface ProtectedResourceParts {
  /** Of the whole installation, without a slash at the end; undefined where the settings have none. */
  readonly publicBase: string | undefined
  /** Where the server listens; undefined while it does not. */
  readonly listening: () => AddressInfo | undefined
  readonly port: number
  readonly issuers: readonly string[]
  readonly hasScopes: boolean
}

const path = '/mcp'
const wellKnown = '/.well-known/oauth-protected-resource'
const localNames = ['localhost', '127.0.0.1', '[::1]']

export function createProtectedResource(parts: ProtectedResourceParts): ProtectedResource {
  const { publicBase, listening, issuers, hasScopes } = parts
  const bases = (): readonly [string, ...string[]] => {
    if (publicBase !== undefined) return [publicBase]
    const port = listening()?.port ?? parts.port
    const [first = '', ...others] = localNames.map((name) => new URL(`http://${name}:${port}`).origin)
    return [first, ...others]
  }
  const baseFor = (host: string | undefined): string => {
    const all = bases()
    const asked = host?.toLowerCase()
    return all.find((base) => new URL(base).host === asked) ?? all[0]
  }
  return {
    issuers,
    hasScopes,
    addressFor: (host) => baseFor(host) + path,
    metadataFor: (host) => baseFor(host) + wellKnown + path,
    documentationFor: (host) => `${baseFor(host)}/docs`,
    isNamedBy(audience) {
      const canonical = canonicalUri(audience)
      return canonical !== undefined && bases().some((base) => canonicalUri(base + path) === canonical)
    },
  }
}
