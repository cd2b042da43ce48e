import { randomBytes } from 'node:crypto'

const keyText = (): string => randomBytes(1_200).toString('base64').replaceAll(/.{64}/g, '$&\n')

const privateKey = (): string => `-----BEGIN PRIVATE KEY-----\n${keyText()}\n-----END PRIVATE KEY-----\n`

const jwt = (): string =>
  [
    JSON.stringify({ alg: 'RS256', typ: 'JWT' }),
    JSON.stringify({ sub: randomBytes(9).toString('hex') }),
    randomBytes(128),
  ]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')

/** Twelve kinds of secrets that vendors give out, and one with the line breaks of another system. Made anew each time. */
export function secretKinds(): Readonly<Record<string, string>> {
  return {
    'hex key': randomBytes(16).toString('hex'),
    'access token': `shpat_${randomBytes(16).toString('hex')}`,
    JWT: jwt(),
    password: `p@ss/w"or'd\\ <&>+=%41${randomBytes(4).toString('hex')}`,
    UUID: crypto.randomUUID(),
    'private key': privateKey(),
    'key file': JSON.stringify({
      type: 'service_account',
      client_email: 'robot@project.example',
      private_key: privateKey(),
    }),
    'refresh token': `1//0g${randomBytes(48).toString('base64url')}`,
    'connection string': `postgres://app:${encodeURIComponent(`s3cret/${randomBytes(6).toString('base64')}`)}@db.example:5432/main?ssl=1`,
    digits: String(10 ** 11 + Math.floor(Math.random() * 10 ** 11)),
    passphrase: `Grün öffnet das Tor ✓ ${randomBytes(3).toString('hex')}`,
    base64: randomBytes(33).toString('base64'),
    'lines with CRLF': `first ${randomBytes(12).toString('hex')}\r\nsecond ${randomBytes(12).toString('hex')}\r\n`,
  }
}
