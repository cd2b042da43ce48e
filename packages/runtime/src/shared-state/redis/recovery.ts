/** Probes in a row that a store must answer before it is up again. */
const fewestProbes = 2
const mostProbes = 32
/** Milliseconds. Going down sooner after having come up is flapping. */
const steadyAfter = 10_000

/**
 * Decides when a store that was away can be asked again: after a few good probes, and after twice as many each time that
 * it goes away again soon.
 */
export class Recovery {
  // One that has never been away is believed at once.
  #needed = 1
  #inRow = 0
  #upSince = -Infinity

  wentDown(now: number): void {
    this.#inRow = 0
    const isFlapping = now - this.#upSince < steadyAfter
    this.#needed = isFlapping ? Math.min(this.#needed * 2, mostProbes) : fewestProbes
  }

  probeFailed(): void {
    this.#inRow = 0
  }

  /** Whether that was enough. */
  probeAnswered(now: number): boolean {
    this.#inRow += 1
    if (this.#inRow < this.#needed) return false
    this.#upSince = now
    return true
  }
}
