/** Reads what is stored again and again, one time after the other. */
export interface Latest {
  /**
   * Resolves when what was stored before the call has been read. Rejects as the reading does; what was read before
   * stays. A reading that has begun may have missed it, so whoever comes meanwhile waits for one more.
   */
  readonly refresh: () => Promise<void>
  /** When nothing is being read. Never rejects. */
  readonly settled: () => Promise<void>
}

export function createLatest(read: () => Promise<void>): Latest {
  let last: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  return {
    refresh() {
      next ??= last.then(async () => {
        next = undefined
        const reading = read()
        last = reading.catch(() => undefined)
        await reading
      })
      return next
    },
    settled: () => last,
  }
}
