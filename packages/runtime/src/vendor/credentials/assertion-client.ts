import { createPrivateKey } from 'node:crypto'
import type { ServiceAccountAuthentication } from '@patchbay/contract'
import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { SignJWT } from 'jose'
import * as oauth from 'oauth4webapi'
import { readRefusal } from './read-refusal.ts'
import { addressOf, type Origins } from './token-client.ts'
import { createTokenFetch, type HeardAnswer, type TokenTransport } from './token-fetch.ts'
import { tokensOf, type TokenAnswer } from './tokens.ts'

/** The part of a key file that is used. Its own address for tokens is not: whoever writes the file would choose it. */
const KeyFile = Type.Object({
  client_email: Type.String({ minLength: 1 }),
  private_key: Type.String({ minLength: 1 }),
  private_key_id: Type.Optional(Type.String()),
})

/** What a key file says, with its key read. */
export interface ServiceAccountKey {
  readonly email: string
  readonly keyId: string | undefined
  readonly privateKey: ReturnType<typeof createPrivateKey>
}

/** Throws a TypeError that says what is wrong and repeats nothing of the file. */
export function readKeyFile(text: string): ServiceAccountKey {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    throw new TypeError('is not JSON; give the whole content of the key file')
  }
  if (!Value.Check(KeyFile, file)) throw new TypeError('has no client_email or no private_key')
  try {
    const privateKey = createPrivateKey(file.private_key)
    return { email: file.client_email, keyId: file.private_key_id, privateKey }
  } catch {
    throw new TypeError('has a private_key that cannot be read')
  }
}

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

// Clocks differ, and an assertion from the future is refused.
const backdatedBy = 10
const validFor = 3_600

/** Who asks, for whom, and for what. */
export interface AssertionFacts {
  readonly key: ServiceAccountKey
  readonly subject: string | undefined
  readonly scopes: readonly string[]
}

/** Trades an assertion for tokens (RFC 7523). Rejects with `TokenRefused` where the vendor refuses. */
export async function tradeAssertion(
  authentication: ServiceAccountAuthentication,
  origins: Origins,
  { key, subject, scopes }: AssertionFacts,
  way: TokenTransport,
): Promise<TokenAnswer> {
  const endpoint = addressOf(authentication.token, origins)
  const { audience = endpoint, algorithm = 'RS256' } = authentication
  const issuedAt = Math.floor(way.now() / 1_000) - backdatedBy
  const draft = new SignJWT(scopes.length === 0 ? {} : { scope: scopes.join(' ') })
    .setProtectedHeader({
      alg: algorithm,
      typ: 'JWT',
      ...(key.keyId === undefined ? {} : { kid: key.keyId }),
    })
    .setIssuer(key.email)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + validFor)
  const assertion = await (subject === undefined ? draft : draft.setSubject(subject)).sign(key.privateKey)

  const heard: HeardAnswer = {}
  const server = { issuer: origins[authentication.token.origin] ?? '', token_endpoint: endpoint }
  const client = { client_id: key.email }
  try {
    const response = await oauth.genericTokenEndpointRequest(
      server,
      client,
      // The assertion says who asks, and it is all that does.
      () => undefined,
      grantType,
      { assertion },
      { [oauth.customFetch]: createTokenFetch(way, heard), [oauth.allowInsecureRequests]: true },
    )
    const fields = await oauth.processGenericTokenEndpointResponse(server, client, response)
    return tokensOf(fields, authentication, way.now(), undefined)
  } catch (error) {
    throw readRefusal(error, authentication, heard, [assertion])
  }
}
