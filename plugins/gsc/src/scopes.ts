const auth = 'https://www.googleapis.com/auth'

/** What operations can need (https://developers.google.com/identity/protocols/oauth2/scopes). */
export const scopes = {
  read: `${auth}/webmasters.readonly`,
  write: `${auth}/webmasters`,
  verification: `${auth}/siteverification`,
  indexing: `${auth}/indexing`,
} as const

/** What is asked for by default. Reading is part of writing. */
export const allScopes: readonly string[] = [scopes.write, scopes.verification, scopes.indexing]

export const impliedScopes: Readonly<Record<string, readonly string[]>> = { [scopes.write]: [scopes.read] }
