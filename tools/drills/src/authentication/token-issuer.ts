import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'

export type Claims = Readonly<Record<string, unknown>>

/** An issuer of OpenID Connect with one key. */
export interface TokenIssuer {
  readonly origin: string
  readonly publicKey: JWK
  /** A good token, apart from what is given. */
  sign(claims?: Claims, header?: Claims, key?: CryptoKey | Uint8Array): Promise<string>
  /** What the runtime is told of it, for PATCHBAY_OIDC_ISSUERS. */
  readonly settings: object
  close(): void
}

export const issuerName = 'https://issuer.test/'
export const audience = 'patchbay'
export const inSeconds = (from: number): number => Math.floor(Date.now() / 1_000) + from

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'ES256', use: 'sig' }
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] })),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    publicKey: jwk,
    sign: (claims = {}, header = {}, key = privateKey) =>
      new SignJWT({
        iss: issuerName,
        aud: audience,
        sub: 'ada',
        exp: inSeconds(300),
        org: 'default',
        groups: ['admins'],
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'first', ...header })
        .sign(key),
    settings: {
      name: 'corp',
      issuer: issuerName,
      audience,
      algorithms: ['ES256'],
      jwksUrl: `${origin}/keys`,
      tenant: { claim: 'org' },
      role: { claim: 'groups', values: { admins: 'admin' } },
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
