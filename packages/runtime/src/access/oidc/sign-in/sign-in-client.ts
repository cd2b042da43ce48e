import { jwtVerify, type JWTVerifyGetKey } from 'jose'
import * as oauth from 'oauth4webapi'
import type { EgressPolicy } from '../../../connections/egress-policy.ts'
import type { IssuerSettings } from '../issuer-settings.ts'
import { neededClaims, type Claims } from '../needed-claims.ts'
import { SignInRefused } from './sign-in-refused.ts'

/** Milliseconds that an issuer may take for an answer. */
const patience = 5_000
/** Milliseconds for which what an issuer says of itself is believed. */
const trust = 3_600_000
/** Seconds that the clock of an issuer may be ahead of ours, or behind. */
const tolerance = 5

/** An issuer at which people can sign in. */
export type ConsoleIssuer = IssuerSettings & Required<Pick<IssuerSettings, 'console'>>

/** What a sign-in shows the issuer, and wants to see again. */
export interface SignInSecrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Speaks OpenID Connect with one issuer. Everything rejects with `SignInRefused`. */
export interface SignInClient {
  /** Where to lead the browser. */
  address(secrets: SignInSecrets): Promise<string>
  /** What the issuer says of the person who has come back with these parameters, as far as it decides anything. */
  redeem(parameters: URLSearchParams, secrets: SignInSecrets): Promise<Claims>
}

export interface SignInClientParts {
  readonly issuer: ConsoleIssuer
  readonly redirectUri: string
  readonly keys: JWTVerifyGetKey
  readonly egress: EgressPolicy
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function createSignInClient({
  issuer,
  redirectUri,
  keys,
  egress,
  now,
}: SignInClientParts): SignInClient {
  const { clientId, clientSecret, clientAuthentication } = issuer.console
  const scopes = ['openid', ...issuer.console.scopes.filter((scope) => scope !== 'openid')].join(' ')
  const client = (): oauth.Client => ({
    client_id: clientId,
    [oauth.clockSkew]: Math.round((now() - Date.now()) / 1_000),
    [oauth.clockTolerance]: tolerance,
  })
  const identify =
    clientSecret === undefined
      ? oauth.None()
      : clientAuthentication === 'post'
        ? oauth.ClientSecretPost(clientSecret)
        : oauth.ClientSecretBasic(clientSecret)
  const checked = (address: string | undefined): URL => {
    const url = URL.parse(address ?? '')
    if (url !== null && (url.protocol === 'https:' || egress.allows(url.origin))) return url
    throw new SignInRefused('unavailable', `${issuer.name} has an address that is not https: ${address}`)
  }
  const options = () => ({
    [oauth.customFetch]: (
      address: string,
      { body, signal, ...init }: oauth.CustomFetchOptions<string, URLSearchParams | undefined>,
    ) => fetch(checked(address), { ...init, body: body ?? null, signal: signal ?? null }),
    // Which addresses may be plain http is for the egress policy to say.
    [oauth.allowInsecureRequests]: true,
    signal: AbortSignal.timeout(patience),
  })

  const discover = async (): Promise<oauth.AuthorizationServer> => {
    const identifier = checked(issuer.issuer)
    try {
      const response = await oauth.discoveryRequest(identifier, options())
      const server = await oauth.processDiscoveryResponse(identifier, response)
      return { ...server, id_token_signing_alg_values_supported: [...issuer.algorithms] }
    } catch (error) {
      throw error instanceof SignInRefused
        ? error
        : new SignInRefused('unavailable', `${issuer.name} does not say where to sign in`, error)
    }
  }
  let known: { readonly server: Promise<oauth.AuthorizationServer>; readonly until: number } | undefined
  const serverNow = (): Promise<oauth.AuthorizationServer> => {
    if (known === undefined || known.until <= now()) {
      const fresh = { server: discover(), until: now() + trust }
      known = fresh
      fresh.server.catch(() => {
        if (known === fresh) known = undefined
      })
    }
    return known.server
  }

  const ask = async (
    server: oauth.AuthorizationServer,
    callback: URLSearchParams,
    { verifier, nonce }: SignInSecrets,
  ): Promise<oauth.TokenEndpointResponse> => {
    const self = client()
    try {
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        self,
        identify,
        callback,
        redirectUri,
        verifier,
        options(),
      )
      return await oauth.processAuthorizationCodeResponse(server, self, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      })
    } catch (error) {
      if (error instanceof SignInRefused) throw error
      const isVerdict =
        error instanceof oauth.ResponseBodyError ||
        error instanceof oauth.OperationProcessingError ||
        error instanceof oauth.WWWAuthenticateChallengeError
      throw new SignInRefused(
        isVerdict ? 'code-refused' : 'unavailable',
        `${issuer.name} gave no ID token that fits`,
        error,
      )
    }
  }

  return {
    async address({ state, nonce, verifier }) {
      const url = new URL(checked((await serverNow()).authorization_endpoint))
      const parameters = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: scopes,
        state,
        nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      return url.href
    },
    async redeem(parameters, secrets) {
      const server = await serverNow()
      const callback = judgeCallback(server, client(), parameters, secrets.state)
      const { id_token: token = '', scope = scopes } = await ask(server, callback, secrets)
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuer.issuer,
        audience: clientId,
        algorithms: [...issuer.algorithms],
        requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
        clockTolerance: tolerance,
        currentDate: new Date(now()),
      }).catch((error: unknown) => {
        throw new SignInRefused('code-refused', `the ID token of ${issuer.name} is not good`, error)
      })
      return neededClaims({ ...payload, scope }, issuer)
    },
  }
}

/** Whether it is this issuer that answers, and with a code (RFC 9207). */
function judgeCallback(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  parameters: URLSearchParams,
  state: string,
): URLSearchParams {
  try {
    const callback = oauth.validateAuthResponse(server, client, parameters, state)
    if ((callback.get('code') ?? '') === '') throw new TypeError('no code')
    return callback
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) {
      throw new SignInRefused('denied', `the issuer answered: ${error.error.slice(0, 100)}`)
    }
    throw new SignInRefused(
      'not-from-issuer',
      'the answer did not come from the issuer that was asked',
      error,
    )
  }
}
