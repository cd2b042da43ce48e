import { signedHeaders } from '../webhook-signature.ts'
import type { PostJson } from './post-json.ts'
import { NotDelivered, type Sender } from './sender.ts'

/** Posts `{ type, timestamp, data }`, signed as Standard Webhooks has it. `now` in milliseconds since 1970. */
export function createWebhookSender(post: PostJson, now: () => number): Sender {
  return {
    async send({ address, signingSecret }, { id, type, alert }) {
      if (signingSecret === undefined) throw new NotDelivered('has no secret to sign with')
      const at = now()
      const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data: alert })
      return post(address, body, signedHeaders(id, at, body, signingSecret))
    },
  }
}
