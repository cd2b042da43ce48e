/** Time to come. Each verb returns what cancels it. Nothing of it keeps the process alive. */
export interface Timers {
  after(milliseconds: number, work: () => void): () => void
  every(milliseconds: number, work: () => void): () => void
}

export const systemTimers: Timers = {
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
  every(milliseconds, work) {
    const timer = setInterval(work, milliseconds)
    timer.unref()
    return () => clearInterval(timer)
  },
}
