import { setTimeout as sleep } from 'node:timers/promises'
import type { Endpoint } from './endpoint.ts'
import { Refusal } from './failures.ts'
import type { Message } from './message.ts'
import { readMessages, type StreamPlace } from './read-messages.ts'
import type { Session } from './session.ts'

export interface ServerStreamOptions {
  readonly endpoint: Endpoint
  readonly session: Session
  readonly give: (message: Message) => Promise<void>
  readonly log: (line: string) => void
  readonly signal: AbortSignal
}

const firstWait = 1_000
const longestWait = 30_000

/**
 * Keeps open what the server of a session says by itself, through outages and restarts, until the signal or until
 * the server says that it has nothing of that kind.
 */
export async function followServer(options: ServerStreamOptions): Promise<void> {
  const { endpoint, session, give, log, signal } = options
  const place: StreamPlace = {}
  let wait = firstWait
  while (!signal.aborted) {
    const id = session.id()
    try {
      const { lastEventId } = place
      const response = await endpoint.listen(
        {
          ...session.headers(),
          ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
        },
        signal,
      )
      wait = firstWait
      for await (const message of readMessages(response, place)) await give(message)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof Refusal) {
        if (error.status === 405 || (error.status === 404 && id === undefined)) return
        if (error.status === 404) {
          delete place.lastEventId
          await session.renew(id).catch((cause: unknown) => log(`no new session yet: ${String(cause)}`))
        }
      }
      log(`the server's stream ended: ${error instanceof Error ? error.message : String(error)}`)
    }
    await sleep(place.retry ?? wait, undefined, { signal }).catch(() => undefined)
    wait = Math.min(wait * 2, longestWait)
  }
}
