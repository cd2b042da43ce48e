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

/**
 * While the loop is behind, a request comes in for each that has been served: a little fewer while turns are long, and
 * a little more while they are not, which finds the number in flight that keeps the loop busy and no more. A call that
 * hangs at its vendor counts for neither.
 */
const admittedPerServed = { long: 0.875, short: 1.125 }
const mostTickets = 64

/** With fewer requests in flight none is refused: what makes the loop slow then is not how many they are. */
export const inFlightMin = 64

export function createOverloadGate({ turns, inFlightMax, refuse }: OverloadGateOptions): OverloadGate {
  const shed: ShedCounts = { eventLoop: 0, inFlight: 0 }
  const served = new Set<ServerResponse>()
  let isDraining = false
  let tickets = 0
  function leave(this: ServerResponse): void {
    served.delete(this)
    // What was refused further inside has served nobody.
    if (turns?.isBehind !== true || this.statusCode >= 500) return
    tickets = Math.min(mostTickets, tickets + admittedPerServed[turns.wasLong ? 'long' : 'short'])
  }
  const isTooMuch = (): boolean => {
    if (turns === undefined) return false
    turns.noteRequest()
    if (!turns.isBehind || served.size < inFlightMin) return false
    if (tickets < 1) return true
    tickets -= 1
    return false
  }

  return {
    shed,
    get inFlight() {
      return served.size
    },
    guard: (next) => (request: IncomingMessage, response: ServerResponse) => {
      const isLate = isTooMuch()
      if ((isLate || served.size >= inFlightMax) && !neverRefused.test(request.url ?? '')) {
        shed[isLate ? 'eventLoop' : 'inFlight'] += 1
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
