import { Problem, type Authentication } from '@patchbay/contract'

export interface Credentialed {
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

/** What a connection's credentials add to each of its requests. Worked out once per connection. */
export function credentialsOf(
  authentication: Authentication,
  credentials: Readonly<Record<string, string>>,
): Credentialed {
  if (authentication.kind !== 'api-key') {
    throw new Problem('connection_unauthorized', { detail: 'The connection has no access token.' })
  }
  const value = `${authentication.prefix ?? ''}${credentials[authentication.field] ?? ''}`
  return authentication.in === 'header'
    ? { headers: { [authentication.name.toLowerCase()]: value }, query: {} }
    : { headers: {}, query: { [authentication.name]: value } }
}
