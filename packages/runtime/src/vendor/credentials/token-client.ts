import type { OAuth2Authentication } from '@patchbay/contract'
import * as oauth from 'oauth4webapi'
import type { EnteredCredentials } from '../../connections/credential-kinds.ts'
import { readRefusal } from './read-refusal.ts'
import { createTokenFetch, type HeardAnswer, type TokenTransport } from './token-fetch.ts'
import { tokensOf, type TokenAnswer } from './tokens.ts'

/** RFC 8693, 2.1. */
const tokenExchange = 'urn:ietf:params:oauth:grant-type:token-exchange'

/** Where a connection's requests for tokens go: its origins, by id. */
export type Origins = Readonly<Record<string, string>>

/** A code that the vendor gave for a person's consent, as the protocol's library has judged it. */
export interface RedeemableCode {
  readonly callback: URLSearchParams
  readonly redirectUri: string
  /** Undefined where the vendor has no PKCE. */
  readonly verifier: string | undefined
}

/** Speaks OAuth 2 with the vendor of one connection. Everything rejects with `TokenRefused` where the vendor refuses. */
export interface TokenClient {
  readonly server: oauth.AuthorizationServer
  readonly client: oauth.Client
  redeem(code: RedeemableCode): Promise<TokenAnswer>
  refresh(refreshToken: string): Promise<TokenAnswer>
  /** In the client's own name. */
  ask(): Promise<TokenAnswer>
  /** For a token that another place gave. Rejects with a `TypeError` unless that is the grant. */
  trade(subjectToken: string): Promise<TokenAnswer>
  /** Where the vendor has a place for it; else nothing happens. */
  revoke(token: string): Promise<void>
}

export const addressOf = (
  { origin, path }: { readonly origin: string; readonly path: string },
  origins: Origins,
): string => `${origins[origin] ?? ''}${path}`

/** The vendor as the standard describes it (RFC 8414). */
export function serverOf(authentication: OAuth2Authentication, origins: Origins): oauth.AuthorizationServer {
  const { token, grant } = authentication
  const isByPerson = grant === 'authorization-code'
  const revocation = grant === 'client-credentials' ? undefined : authentication.revocation
  const issuer = isByPerson ? authentication.issuer : undefined
  return {
    // Undeclared, it is at least no other origin than the one to which people are sent.
    issuer:
      issuer === undefined
        ? (origins[isByPerson ? authentication.authorize.origin : token.origin] ?? '')
        : addressOf(issuer, origins),
    authorization_response_iss_parameter_supported: issuer !== undefined && issuer.isOptional !== true,
    token_endpoint: addressOf(token, origins),
    ...(isByPerson ? { authorization_endpoint: addressOf(authentication.authorize, origins) } : {}),
    ...(revocation === undefined ? {} : { revocation_endpoint: addressOf(revocation, origins) }),
  }
}

export function createTokenClient(
  authentication: OAuth2Authentication,
  origins: Origins,
  credentials: EnteredCredentials,
  way: TokenTransport,
): TokenClient {
  const server = serverOf(authentication, origins)
  const { clientId = '', clientSecret = '' } = credentials
  const client: oauth.Client = { client_id: clientId }
  const identify = clientAuthentication(authentication, clientSecret)
  const { tokenParameters = {}, scopes, scopeSeparator = ' ' } = authentication

  /** One exchange: sends, reads, and says what a refusal means. */
  const exchange = async <T>(
    secrets: readonly string[],
    work: (options: oauth.TokenEndpointRequestOptions) => Promise<T>,
  ): Promise<T> => {
    const heard: HeardAnswer = {}
    const options = {
      [oauth.customFetch]: createTokenFetch(way, heard),
      // Whether an address may be asked, and how, is for the egress policy to say.
      [oauth.allowInsecureRequests]: true,
      additionalParameters: { ...tokenParameters },
    }
    try {
      return await work(options)
    } catch (error) {
      throw readRefusal(error, authentication, heard, [clientSecret, ...secrets].filter(Boolean))
    }
  }

  return {
    server,
    client,
    redeem: ({ callback, redirectUri, verifier }) =>
      exchange([callback.get('code') ?? '', verifier ?? ''], async (options) => {
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          identify,
          callback,
          redirectUri,
          verifier ?? oauth.nopkce,
          options,
        )
        const fields = await oauth.processAuthorizationCodeResponse(server, client, response)
        return tokensOf(fields, authentication, way.now(), undefined)
      }),
    refresh: (refreshToken) =>
      exchange([refreshToken], async (options) => {
        const response = await oauth.refreshTokenGrantRequest(server, client, identify, refreshToken, options)
        const fields = await oauth.processRefreshTokenResponse(server, client, response)
        return tokensOf(fields, authentication, way.now(), refreshToken)
      }),
    ask: () =>
      exchange([], async ({ additionalParameters: _named, ...options }) => {
        const named = scopes.length === 0 ? {} : { scope: scopes.join(scopeSeparator) }
        const parameters = { ...tokenParameters, ...named }
        const response = await oauth.clientCredentialsGrantRequest(
          server,
          client,
          identify,
          parameters,
          options,
        )
        const fields = await oauth.processClientCredentialsResponse(server, client, response)
        return tokensOf(fields, authentication, way.now(), undefined)
      }),
    trade: (subjectToken) =>
      exchange([subjectToken], async ({ additionalParameters: _named, ...options }) => {
        if (authentication.grant !== 'token-exchange') throw new TypeError('nothing is traded for tokens')
        const { subjectTokenType, requestedTokenType } = authentication
        const response = await oauth.genericTokenEndpointRequest(
          server,
          client,
          identify,
          tokenExchange,
          {
            subject_token: subjectToken,
            subject_token_type: subjectTokenType,
            ...(requestedTokenType === undefined ? {} : { requested_token_type: requestedTokenType }),
            ...(scopes.length === 0 ? {} : { scope: scopes.join(scopeSeparator) }),
            ...tokenParameters,
          },
          options,
        )
        const fields = await oauth.processGenericTokenEndpointResponse(server, client, response)
        return tokensOf(fields, authentication, way.now(), undefined)
      }),
    async revoke(token) {
      if (server.revocation_endpoint === undefined) return
      await exchange([token], async (options) => {
        const response = await oauth.revocationRequest(server, client, identify, token, {
          ...options,
          additionalParameters: { token_type_hint: 'refresh_token' },
        })
        await oauth.processRevocationResponse(response)
      })
    },
  }
}

function clientAuthentication(
  { clientAuthentication: how = 'post' }: OAuth2Authentication,
  secret: string,
): oauth.ClientAuth {
  if (how === 'none') return oauth.None()
  return how === 'basic' ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret)
}
