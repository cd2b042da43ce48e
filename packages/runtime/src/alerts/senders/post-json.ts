import { Deadline } from '../../calls/deadline.ts'
import type { Transport } from '../../vendor/transport.ts'
import { AttemptFailed } from '../../vendor/wire.ts'
import { NotDelivered } from './sender.ts'

/** Sends JSON to a URL over the guarded way out, and says what was answered. Redirects are not followed. */
export type PostJson = (
  url: string,
  body: string,
  headers?: Readonly<Record<string, string>>,
) => Promise<string>

/** `timeout` in milliseconds. */
export function createPostJson(transport: Pick<Transport, 'send'>, timeout: number): PostJson {
  return async (url, body, headers = {}) => {
    const { origin, pathname, search } = new URL(url)
    const deadline = new Deadline(timeout)
    try {
      const { status } = await transport.send(
        {
          origin,
          method: 'POST',
          path: pathname + search,
          headers: {
            ...headers,
            'content-type': 'application/json',
            'accept-encoding': 'identity',
            'user-agent': 'patchbay',
          },
          body,
        },
        deadline,
      )
      if (status >= 200 && status < 300) return `delivered: ${status}`
      throw new NotDelivered(`answered ${status}`)
    } catch (error) {
      if (error instanceof AttemptFailed) throw new NotDelivered(error.problem.message, error)
      throw error
    } finally {
      deadline.end()
    }
  }
}
