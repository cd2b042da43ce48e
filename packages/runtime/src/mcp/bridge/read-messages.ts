import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Response } from 'undici'
import { isMessage, type Message } from './message.ts'

/** Where a stream can be taken up again, and how long to wait before that in milliseconds, as far as the server said. */
export interface StreamPlace {
  lastEventId?: string
  retry?: number
}

/** The messages of an answer, as they arrive. What is no message of JSON-RPC is left out. */
export async function* readMessages(response: Response, place: StreamPlace = {}): AsyncGenerator<Message> {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream')) {
    yield* readEvents(response, place)
  } else if (type.startsWith('application/json')) {
    const body: unknown = await response.json()
    for (const one of Array.isArray(body) ? body : [body]) if (isMessage(one)) yield one
  } else await response.body?.cancel()
}

async function* readEvents({ body }: Response, place: StreamPlace): AsyncGenerator<Message> {
  if (body === null) return
  const events = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream({ onRetry: (retry) => void (place.retry = retry) }))
  for await (const { id, event = 'message', data } of events) {
    if (id !== undefined && id !== '') place.lastEventId = id
    if (event !== 'message' || data === '') continue
    const message = parsed(data)
    if (isMessage(message)) yield message
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
