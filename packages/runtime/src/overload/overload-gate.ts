import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Refusal } from './refusal.ts'
import type { TurnWatch } from './turn-watch.ts'

/** How often requests were refused, by why. */
export interface ShedCounts {
  eventLoop: number
  inFlight: number
}

/** Stands before the server's own listener and lets pass what there is time for. */
export interface OverloadGate {
  readonly shed: Readonly<ShedCounts>
  /** Requests that are being served now. */
  readonly inFlight: number
  guard(next: RequestListener): RequestListener
  /** From now on every answer tells its caller to connect elsewhere: there is still time to serve those who come. */
  drain(): void
}

export interface OverloadGateOptions {
  /** Undefined if the event loop is not to be judged. */
  readonly turns: TurnWatch | undefined
  readonly inFlightMax: number
  readonly refuse: Refusal
}

/** They say how the server is; whoever asks a server in trouble needs the answer most. */
const neverRefused = /^\/(livez|readyz|metrics)(\?|$)/

/** With fewer requests in flight none is refused: what makes the loop slow then is not how many they are. */
export const inFlightMin = 64

export function createOverloadGate({ turns, inFlightMax, refuse }: OverloadGateOptions): OverloadGate {
  const shed: ShedCounts = { eventLoop: 0, inFlight: 0 }
  const served = new Set<ServerResponse>()
  let isDraining = false
  function leave(this: ServerResponse): void {
    served.delete(this)
  }

  return {
    shed,
    get inFlight() {
      return served.size
    },
    guard: (next) => (request: IncomingMessage, response: ServerResponse) => {
      const isTooMuch = turns !== undefined && turns.isTooMuch() && served.size >= inFlightMin
      if ((isTooMuch || served.size >= inFlightMax) && !neverRefused.test(request.url ?? '')) {
        shed[isTooMuch ? 'eventLoop' : 'inFlight'] += 1
        refuse(request, response)
        return
      }
      if (isDraining) response.shouldKeepAlive = false
      served.add(response)
      response.on('close', leave)
      next(request, response)
    },
    drain() {
      isDraining = true
      for (const response of served) response.shouldKeepAlive = false
    },
  }
}
