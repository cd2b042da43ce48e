import { hash } from 'node:crypto'
import type { OAuth2Authentication, ServiceAccountAuthentication } from '@patchbay/contract'
import type { EnteredCredentials } from '../../connections/credential-kinds.ts'
import { readKeyFile, tradeAssertion } from './assertion-client.ts'
import { addressOf, createTokenClient, type Origins } from './token-client.ts'
import type { TokenTransport } from './token-fetch.ts'
import type { TokenGrant } from './token-owner.ts'

/** What tells one account at a vendor from another, without telling what it is. */
const digestOf = (...facts: readonly unknown[]): string =>
  hash('sha256', JSON.stringify(facts), 'base64url').slice(0, 22)

/** For which client, account and endpoint tokens are. The secret is not part of it: a new one leaves tokens as they are. */
export function oauth2Binding(
  { grant, token, scopes }: OAuth2Authentication,
  origins: Origins,
  { clientId, refreshToken, subjectToken }: EnteredCredentials,
): string {
  const asked = grant === 'client-credentials' ? scopes : []
  const given = grant === 'token-exchange' ? subjectToken : refreshToken
  return digestOf('oauth2', grant, addressOf(token, origins), clientId, given, asked)
}

export function oauth2Grant(
  authentication: OAuth2Authentication,
  origins: Origins,
  entered: EnteredCredentials,
  way: TokenTransport,
): TokenGrant {
  const client = createTokenClient(authentication, origins, entered, way)
  const { grant } = authentication
  return {
    facts: authentication,
    binding: oauth2Binding(authentication, origins, entered),
    isSpent: grant !== 'client-credentials' && authentication.refreshTokens === 'rotating',
    start(tokens) {
      if (grant === 'client-credentials') return () => client.ask()
      const refreshToken = tokens?.refreshToken ?? entered['refreshToken']
      if (refreshToken !== undefined) return () => client.refresh(refreshToken)
      const { subjectToken } = entered
      // It was traded for the tokens that there are, and they could not be renewed.
      return subjectToken === undefined || tokens !== undefined ? undefined : () => client.trade(subjectToken)
    },
  }
}

export function serviceAccountGrant(
  authentication: ServiceAccountAuthentication,
  origins: Origins,
  { keyFile = '', subject, scopes: named = '' }: EnteredCredentials,
  way: TokenTransport,
): TokenGrant {
  const key = readKeyFile(keyFile)
  const { token, audience } = authentication
  const chosen = named.split(/[\s,]+/).filter(Boolean)
  const scopes = chosen.length === 0 ? authentication.scopes : chosen
  return {
    facts: authentication,
    binding: digestOf('service-account', addressOf(token, origins), audience, key.email, subject, scopes),
    isSpent: false,
    start: () => () => tradeAssertion(authentication, origins, { key, subject, scopes }, way),
  }
}
