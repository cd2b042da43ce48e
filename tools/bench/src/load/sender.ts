import { Pool } from 'undici'
import type { LoadRequest } from './load-request.ts'

/** Sends the one request of a load over kept-alive connections. */
export interface Sender {
  /** Whether the answer had the right status. Rejects if there was none. */
  readonly send: () => Promise<boolean>
  readonly close: () => Promise<void>
}

const patience = 10_000

export function createSender(request: LoadRequest, connections: number): Sender {
  const { origin, method, path, headers, body = null, status } = request
  const pool = new Pool(origin, { connections, headersTimeout: patience, bodyTimeout: patience })
  return {
    async send() {
      const answer = await pool.request({ method, path, headers, body })
      await answer.body.dump()
      return answer.statusCode === status
    },
    close: () => pool.destroy(),
  }
}
