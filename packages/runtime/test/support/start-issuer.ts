import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'
import type { Test } from 'tap'

/** An issuer of tokens with one key, which it publishes. */
export interface Issuer {
  readonly issuer: string
  readonly origin: string
  readonly publicKey: JWK
  readonly privateKey: CryptoKey
  /** How often its keys were asked for. */
  readonly fetches: () => number
  /** Whether it answers. */
  isUp: boolean
  readonly sign: (
    payload?: Record<string, unknown>,
    header?: object,
    key?: CryptoKey | Uint8Array,
  ) => Promise<string>
}

export const audience = 'patchbay'

const seconds = () => Math.floor(Date.now() / 1_000)

export async function startIssuer(t: Test): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'ES256', use: 'sig' }
  let fetches = 0
  const server = createServer((_request, response) => {
    fetches += 1
    if (!own.isUp) response.writeHead(503).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = 'https://issuer.test/'
  const own: Issuer = {
    issuer,
    origin,
    publicKey: jwk,
    privateKey,
    fetches: () => fetches,
    isUp: true,
    sign: (payload = {}, header = {}, key = privateKey) =>
      new SignJWT({
        iss: issuer,
        aud: audience,
        sub: 'ada',
        exp: seconds() + 300,
        groups: ['staff', 'admins'],
        org: 'acme',
        ...payload,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'first', ...header })
        .sign(key),
  }
  return own
}

/** What the runtime is told of the issuer. */
export const issuerSettings = ({ issuer, origin }: Issuer) => ({
  name: 'corp',
  issuer,
  audience,
  algorithms: ['ES256'],
  jwksUrl: `${origin}/keys`,
  tenant: { claim: 'org' },
  role: { claim: 'groups', values: { staff: 'viewer', admins: 'admin' } },
})
