import { createHmac } from 'node:crypto'

/** The client secret of the app in the emulated shop, by which its webhooks are signed. */
export const clientSecret = 'shpss_emulator'

/** What Shopify sends to the address of a subscription. */
export interface WebhookMessage {
  /** Such as `products/create`. */
  readonly topic: string
  /** Such as `fernweh-outdoor.myshopify.com`. */
  readonly shopDomain: string
  /** In whose shape the payload is, such as `2026-10`. */
  readonly apiVersion: string
  /** Names the message, also where it is sent again: receivers drop what they have had by it. */
  readonly webhookId: string
  /** Names what happened: messages on several topics may come of one. */
  readonly eventId: string
  /** When it happened, in milliseconds since 1970. Messages may arrive in another order. */
  readonly triggeredAt: number
  /** What the subscription is called, if it has a name. */
  readonly name?: string | undefined
  readonly payload: unknown
}

/** A message as it goes over the wire. The signature is over exactly this body. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The value of `X-Shopify-Hmac-Sha256`: base64 of the HMAC over the raw body. */
export const signatureOf = (body: string | Uint8Array, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('base64')

/** Body and headers of a message, signed with the client secret of the app. */
export function signedWebhook(message: WebhookMessage, secret: string = clientSecret): SignedWebhook {
  const body = JSON.stringify(message.payload)
  return {
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Shopify-Captain-Hook',
      'X-Shopify-Topic': message.topic,
      'X-Shopify-Hmac-Sha256': signatureOf(body, secret),
      'X-Shopify-Shop-Domain': message.shopDomain,
      'X-Shopify-API-Version': message.apiVersion,
      'X-Shopify-Webhook-Id': message.webhookId,
      'X-Shopify-Event-Id': message.eventId,
      'X-Shopify-Triggered-At': nanoseconds(message.triggeredAt),
      ...(message.name === undefined ? {} : { 'X-Shopify-Name': message.name }),
    },
    body,
  }
}

/** RFC 3339 with nine decimals, as Shopify writes it. */
const nanoseconds = (time: number): string => new Date(time).toISOString().replace('Z', '000000Z')
