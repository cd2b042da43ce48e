import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { lacksScope, unauthenticated } from './answers.ts'
import type { DiscoveryMethod } from './discovery/document.ts'
import { readToken, type EmulatedToken, type TokenState } from './tokens.ts'

/** The token of a request, or Google's refusal: missing, unknown, expired, or without any scope that the method takes. */
export function authorize(
  { headers }: EmulatorRequest,
  { id, scopes }: Pick<DiscoveryMethod, 'id' | 'scopes'>,
  state: TokenState,
  now: number,
): EmulatedToken | EmulatorAnswer {
  const value = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1]
  if (value === undefined) return unauthenticated('CREDENTIALS_MISSING')
  const token = readToken(state, value)
  if (token === undefined || token.expiresAt <= now) return unauthenticated('ACCESS_TOKEN_EXPIRED')
  // A refresh that named no scopes has all that the person agreed to.
  const isAllowed = token.scopes.length === 0 || scopes.some((scope) => token.scopes.includes(scope))
  return isAllowed ? token : lacksScope(`${id.split('.')[0]}.googleapis.com`, id)
}

export const isToken = (value: EmulatedToken | EmulatorAnswer): value is EmulatedToken => 'expiresAt' in value
