import { startVendor, type FakeVendor } from '../support/fake-vendor.ts'
import { newCanary, type Canary } from './canaries.ts'

export interface ConfidantVendor {
  readonly origin: string
  /** The tokens that it has given out. */
  readonly tokens: Canary[]
  /** Everything that it was sent, in one text. */
  heard(): string
  close(): Promise<void>
}

const json = { 'content-type': 'application/json' }

/** Gives out new tokens for every refresh token, and refuses what is called `refused` by repeating the credential. */
export async function startConfidantVendor(marker: string): Promise<ConfidantVendor> {
  const tokens: Canary[] = []
  const heard: string[] = []
  const give = (name: string): string => {
    const token = newCanary(`${name} ${tokens.length + 1}`)
    tokens.push(token)
    return token.text
  }
  const vendor: FakeVendor = await startVendor((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      heard.push(JSON.stringify(request.headers), Buffer.concat(chunks).toString())
      const sent = request.headers['x-api-key'] ?? request.headers.authorization
      if (request.url === '/token') {
        const granted = {
          access_token: give('access token'),
          refresh_token: give('refresh token'),
          token_type: 'Bearer',
          expires_in: 3_600,
        }
        response.writeHead(200, json).end(JSON.stringify(granted))
      } else if (request.url === '/refused') {
        const error = { code: String(sent), message: `The key ${String(sent)} is not valid.` }
        response.writeHead(401, json).end(JSON.stringify({ error }))
      } else {
        response.writeHead(200, json).end(JSON.stringify({ ok: true, seen: marker }))
      }
    })
  })
  return { origin: vendor.origin, tokens, heard: () => heard.join('\n'), close: () => vendor.close() }
}
