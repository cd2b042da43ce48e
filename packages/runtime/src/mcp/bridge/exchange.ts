import { setTimeout as sleep } from 'node:timers/promises'
import type { Endpoint } from './endpoint.ts'
import { Broken, Refusal } from './failures.ts'
import { isAnswerTo, methodOf, statedRevision, type Message, type Request } from './message.ts'
import { readMessages, type StreamPlace } from './read-messages.ts'
import type { Session } from './session.ts'

/** How often an answer whose stream broke off is asked for again, where the server keeps it. */
const mostResumptions = 5

/**
 * Sends a request and yields all that comes of it, its answer at last. Begins the session anew where the server has
 * forgotten it, and takes up a stream that broke off where the server keeps its events; else throws.
 */
export async function* exchange(
  { endpoint, session }: { readonly endpoint: Endpoint; readonly session: Session },
  request: Request,
  signal: AbortSignal,
): AsyncGenerator<Message> {
  const place: StreamPlace = {}
  let source = firstAnswers()
  for (let resumptions = 0; ; resumptions += 1) {
    try {
      for await (const message of source) {
        yield message
        if (isAnswerTo(message, request.id)) return
      }
    } catch (error) {
      if (signal.aborted || !isBreak(error) || place.lastEventId === undefined) throw error
    }
    const { lastEventId, retry } = place
    if (lastEventId === undefined || session.headers() === undefined || resumptions === mostResumptions) {
      throw new Broken()
    }
    await sleep(retry ?? 1_000, undefined, { signal })
    const headers = { ...session.headers(), 'last-event-id': lastEventId }
    source = readMessages(await endpoint.listen(headers, signal), place)
  }

  async function* firstAnswers(): AsyncGenerator<Message> {
    if (methodOf(request) === 'initialize') return yield* session.begin(request, place, signal)
    yield* readMessages(await post(), place)
  }

  async function post(): ReturnType<Endpoint['post']> {
    const id = session.id()
    try {
      return await endpoint.post(request, session.headersOf(request), signal)
    } catch (error) {
      // Sent within a session that the server does not know, so nothing has been done yet.
      const isForgotten = error instanceof Refusal && error.status === 404 && id !== undefined
      if (!isForgotten || statedRevision(request) !== undefined) throw error
      await session.renew(id)
      return await endpoint.post(request, session.headersOf(request), signal)
    }
  }
}

/** Whether a stream broke off, as against a request that was refused. */
const isBreak = (error: unknown): boolean => error instanceof TypeError
