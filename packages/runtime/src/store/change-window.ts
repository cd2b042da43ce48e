/**
 * Which numbers of a sequence have been read. Transactions commit in another order than they take their numbers, and
 * those that fail leave holes: a number that is skipped is asked for again for a while.
 */
export interface ChangeWindow {
  /** The highest number that was read. */
  readonly highest: number
  /** Lower numbers that may still appear. */
  readonly missing: readonly number[]
  /** Takes notice of a number; whether it is new. */
  add(sequence: number): boolean
  /** Gives up what has been missing for too long. */
  expire(): void
}

/** Milliseconds. No transaction takes longer, since its statements have a budget, and so have its pauses. */
const missingFor = 60_000

/** More cannot be on their way at once; a sequence that jumps further has lost numbers, as after a crash. */
const mostMissing = 1_000

export function createChangeWindow(start: number, now: () => number): ChangeWindow {
  let highest = start
  const missing = new Map<number, number>()
  return {
    get highest() {
      return highest
    },
    get missing() {
      return [...missing.keys()]
    },
    add(sequence) {
      if (sequence <= highest) return missing.delete(sequence)
      for (let skipped = Math.max(highest + 1, sequence - mostMissing); skipped < sequence; skipped += 1)
        missing.set(skipped, now())
      highest = sequence
      return true
    },
    expire() {
      for (const [sequence, since] of missing) if (now() - since > missingFor) missing.delete(sequence)
    },
  }
}
