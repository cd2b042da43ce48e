import type { ApiKeyAuthentication } from '@patchbay/contract'

/** What authenticates a request. Secret, and frozen once it is made. */
export interface Credentialed {
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

/** What a connection's credentials add to each of its requests. */
export function credentialsOf(
  authentication: ApiKeyAuthentication,
  credentials: Readonly<Record<string, string>>,
): Credentialed {
  const value = `${authentication.prefix ?? ''}${credentials[authentication.field] ?? ''}`
  return authentication.in === 'header'
    ? { headers: { [authentication.name.toLowerCase()]: value }, query: {} }
    : { headers: {}, query: { [authentication.name]: value } }
}
