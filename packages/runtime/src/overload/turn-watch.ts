export interface TurnWatchOptions {
  /** Milliseconds of work that one turn of the event loop may hold. */
  readonly budget: number
  /** Milliseconds that the loop may be behind before anything is refused. */
  readonly patience: number
  /** Milliseconds, from any point in time. */
  readonly now: () => number
  /** Calls back when everything that was ready in this turn has been worked off. */
  readonly atTurnEnd: (callback: () => void) => void
}

/** Judges by the length of the event loop's turns whether there is more to do than time. */
export interface TurnWatch {
  /** For each new request: whether it comes late in a turn of a loop that has been behind for a while. */
  isTooMuch(): boolean
  /** Whether the loop has been behind for longer than the patience. */
  readonly isBehind: boolean
}

// A single long turn is a burst, a collection of garbage or one heavy answer, and over by itself.
const fewestLongTurns = 3

/**
 * What waits for the loop waits where no counter sees it: in the buffers of sockets. But the turn that works it off is
 * as long as the queue was, so a loop whose turns stay long has a standing queue, whichever calls it consists of and
 * however long their vendors take. Bursts pass: it is the time since the last short turn that counts, as in
 * https://queue.acm.org/detail.cfm?id=2839461 (controlled delay).
 */
export function watchTurns({ budget, patience, now, atTurnEnd }: TurnWatchOptions): TurnWatch {
  let turnBegan = 0
  let isWatching = false
  let shortTurnAt = 0
  let longTurns = 0

  const endTurn = (): void => {
    const time = now()
    if (time - turnBegan > budget) {
      longTurns += 1
      turnBegan = time
      atTurnEnd(endTurn) // also the turns without a new request, until one is short
      return
    }
    longTurns = 0
    isWatching = false
  }

  const isBehind = (time: number): boolean => longTurns >= fewestLongTurns && time - shortTurnAt > patience

  return {
    isTooMuch() {
      const time = now()
      if (!isWatching) {
        isWatching = true
        turnBegan = time
        shortTurnAt = time
        atTurnEnd(endTurn)
      }
      return time - turnBegan > budget && isBehind(time)
    },
    get isBehind() {
      return isBehind(now())
    },
  }
}
