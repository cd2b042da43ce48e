export interface TurnWatchOptions {
  /** Milliseconds of work that one turn of the event loop may hold. */
  readonly budget: number
  /** Milliseconds that turns may be long before the loop counts as behind. */
  readonly patience: number
  /** Milliseconds without a long turn after which it no longer does. */
  readonly recovery: number
  /** Milliseconds, from any point in time. */
  readonly now: () => number
  /** Calls back when everything that was ready in this turn has been worked off. */
  readonly atTurnEnd: (callback: () => void) => void
}

/** Judges by the length of the event loop's turns whether there is more to do than time. */
export interface TurnWatch {
  /** For each request, before it is looked at. */
  noteRequest(): void
  /** Whether the loop has, or had a moment ago, a standing queue. */
  readonly isBehind: boolean
  /** Whether the last turn held more than it may. */
  readonly wasLong: boolean
}

// A single long turn is a burst, a collection of garbage or one heavy answer, and over by itself.
const fewestLongTurns = 3

/**
 * What waits for the loop waits where no counter sees it: in the buffers of sockets. But the turn that works it off is
 * as long as the queue was, so a loop whose turns stay long has a standing queue, whichever calls it consists of and
 * however long their vendors take. Bursts pass: it is the time since the last short turn that counts, as in
 * https://queue.acm.org/detail.cfm?id=2839461 (controlled delay).
 */
export function watchTurns(options: TurnWatchOptions): TurnWatch {
  const { budget, patience, recovery, now, atTurnEnd } = options
  let turnBegan = 0
  let isWatching = false
  let lastShort = 0
  let longTurns = 0
  let behindUntil = -Infinity
  let isBehind = false
  let wasLong = false

  const endTurn = (): void => {
    const time = now()
    wasLong = time - turnBegan > budget
    if (!wasLong) {
      longTurns = 0
      isWatching = false
      return
    }
    longTurns += 1
    if (longTurns >= fewestLongTurns && time - lastShort > patience) isBehind = true
    if (isBehind) behindUntil = time + recovery
    turnBegan = time
    atTurnEnd(endTurn) // also the turns without a new request, until one is short
  }

  return {
    noteRequest() {
      if (isWatching) return
      isWatching = true
      turnBegan = now()
      lastShort = turnBegan
      if (turnBegan >= behindUntil) isBehind = false
      atTurnEnd(endTurn)
    },
    get isBehind() {
      return isBehind
    },
    get wasLong() {
      return wasLong
    },
  }
}
