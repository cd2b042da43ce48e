import { milliseconds, type Duration } from '@patchbay/contract'

type Facts = Readonly<Record<string, unknown>>

const kinds = ['api-key', 'oauth2', 'service-account']
const grants = ['authorization-code', 'client-credentials', 'refresh-token', 'token-exchange']
const endpoints = ['token', 'authorize', 'revocation', 'issuer']

/** What is wrong with one of a vendor's kinds of authentication, in a sentence; undefined if nothing is. */
export function wrongAuthentication(auth: Facts, origins: readonly string[]): string | undefined {
  for (const [id, value] of Object.entries(auth)) {
    const isRecord = typeof value === 'object' && value !== null
    const reason = isRecord ? wrongFact(value as Facts, origins) : 'is not an object'
    if (reason !== undefined) return `Its authentication ${id} ${reason}.`
  }
  return undefined
}

function wrongFact(facts: Facts, origins: readonly string[]): string | undefined {
  const { kind, grant, credentials, pkce } = facts
  if (!kinds.some((known) => known === kind)) return `is none of ${kinds.join(', ')}`
  if (typeof credentials !== 'object' || credentials === null) return 'has no schema of its credentials'
  if (kind === 'api-key') return undefined
  if (kind === 'oauth2' && !grants.some((known) => known === grant)) {
    return `has the grant "${String(grant)}", which is none of ${grants.join(', ')}`
  }
  if (!Array.isArray(facts['scopes'])) return 'names no scopes; an empty list says that there are none'
  if (!isScopeTable(facts['impliedScopes'])) return 'has impliedScopes that are no lists of scopes'
  if (facts['token'] === undefined) return 'has no token endpoint'
  if (grant === 'authorization-code' && facts['authorize'] === undefined) {
    return 'has no address where people agree'
  }
  if (grant === 'token-exchange' && typeof facts['subjectTokenType'] !== 'string') {
    return 'does not say of which type the token is that is traded'
  }
  // Without a word on it, nobody has thought about it.
  if (grant === 'authorization-code' && pkce !== 'S256' && pkce !== 'none') return 'does not say which PKCE'
  for (const name of ['lifetime', 'throttledFor']) {
    try {
      if (facts[name] !== undefined) milliseconds(facts[name] as Duration)
    } catch (error) {
      return `has a ${name} that is wrong: ${(error as Error).message}`
    }
  }
  for (const name of endpoints) {
    const reason = wrongEndpoint(facts[name], origins)
    if (reason !== undefined) return `leads its ${name} to ${reason}`
  }
  return undefined
}

function isScopeTable(table: unknown): boolean {
  if (table === undefined) return true
  if (typeof table !== 'object' || table === null) return false
  const isScopes = (value: unknown): boolean =>
    Array.isArray(value) && value.every((one) => typeof one === 'string')
  return Object.values(table).every(isScopes)
}

function wrongEndpoint(endpoint: unknown, origins: readonly string[]): string | undefined {
  if (endpoint === undefined) return undefined
  const { origin, path } = Object(endpoint) as { readonly origin?: unknown; readonly path?: unknown }
  if (!origins.some((known) => known === origin)) return `"${String(origin)}", which is none of its origins`
  // An issuer may be an origin and nothing more.
  return typeof path === 'string' && /^(\/[^\s?#]*)?$/.test(path) ? undefined : `"${String(path)}", no path`
}
