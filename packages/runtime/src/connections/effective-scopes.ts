import type { Authentication } from '@patchbay/contract'

/** What a connection has by what the vendor granted: that, and all that it includes unsaid. */
export function effectiveScopes(
  granted: readonly string[] | undefined,
  authentication: Authentication,
): ReadonlySet<string> | undefined {
  if (granted === undefined) return undefined
  const implied = new Map(Object.entries(authentication.impliedScopes ?? {}))
  const scopes = new Set(granted)
  // A set is walked to its end, also through what is added on the way.
  for (const scope of scopes) for (const one of implied.get(scope) ?? []) scopes.add(one)
  return scopes
}
