import { generateKeyPair } from 'jose'
import { inSeconds, type TokenIssuer } from './token-issuer.ts'

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Tokens that are no good, each for one reason. */
export async function forgedTokens(issuer: TokenIssuer): Promise<Readonly<Record<string, string>>> {
  const stranger = (await generateKeyPair('ES256')).privateKey
  const rsa = (await generateKeyPair('RS256')).privateKey
  const good = await issuer.sign()
  const [header, payload, signature] = good.split('.') as [string, string, string]
  const sharedSecret = new TextEncoder().encode(JSON.stringify(issuer.publicKey))
  return {
    'a signature of somebody else': await issuer.sign({}, {}, stranger),
    'another audience': await issuer.sign({ aud: 'other' }),
    'no audience': await issuer.sign({ aud: undefined }),
    'another issuer': await issuer.sign({ iss: 'https://issuer.test.evil/' }),
    'an issuer that begins the same': await issuer.sign({ iss: 'https://issuer.test' }),
    'alg none': `${part({ alg: 'none' })}.${payload}.`,
    'alg none with a signature': `${part({ alg: 'none', kid: 'first' })}.${payload}.${signature}`,
    'HS256 with the public key': await issuer.sign({}, { alg: 'HS256' }, sharedSecret),
    'an algorithm that is not pinned': await issuer.sign({}, { alg: 'RS256' }, rsa),
    'exp in the past': await issuer.sign({ exp: inSeconds(-10) }),
    'no exp': await issuer.sign({ exp: undefined }),
    'nbf in the future': await issuer.sign({ nbf: inSeconds(60) }),
    'kid traversal': await issuer.sign({}, { kid: '../../../../dev/null' }, stranger),
    'kid injection': await issuer.sign({}, { kid: "' union select 1 --" }, stranger),
    'a key of its own in jwk and jku': await issuer.sign(
      {},
      { kid: 'own', jwk: issuer.publicKey, jku: `${issuer.origin}/keys` },
      stranger,
    ),
    'an unknown critical header': `${part({ alg: 'ES256', kid: 'first', crit: ['x'], x: 1 })}.${payload}.${signature}`,
    'a changed payload': `${header}.${part({ iss: 'https://issuer.test/', sub: 'root' })}.${signature}`,
    'no subject': await issuer.sign({ sub: undefined }),
    'no tenant': await issuer.sign({ org: undefined }),
    'a tenant that is not there': await issuer.sign({ org: 'nobody' }),
    'no role': await issuer.sign({ groups: ['constructor', '__proto__'] }),
  }
}
