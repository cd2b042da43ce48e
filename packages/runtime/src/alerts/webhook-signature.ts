import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** What a webhook is signed with, in the form of Standard Webhooks. */
export const newSigningSecret = (): string => prefix + randomBytes(32).toString('base64')

/**
 * The headers of Standard Webhooks, by which a receiver tells who has sent it, and that it has seen it before. `at` in
 * milliseconds since 1970.
 */
export function signedHeaders(id: string, at: number, body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000))
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
