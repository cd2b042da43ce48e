import { pino, type DestinationStream } from 'pino'

/** How lines are gathered: a batch leaves when it is this large, or this long after its first line. */
export interface BatchLimits {
  /** In characters. */
  readonly size: number
  /** In milliseconds. */
  readonly delay: number
}

/** What waits to be written, of however many logs the process has. */
const waiting = new Set<() => void>()
let isWatchingExit = false

/**
 * Gathers lines before they go on to the destination: a system call for each costs more than making the line, and so
 * does whatever else is done to them there. What is left goes when the process exits.
 */
export function batchLines(destination: DestinationStream, { size, delay }: BatchLimits): DestinationStream {
  let batch = ''
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    waiting.delete(flush)
    const lines = batch
    batch = ''
    if (lines !== '') destination.write(lines)
  }
  if (!isWatchingExit) {
    isWatchingExit = true
    process.on('exit', () => {
      for (const flushLast of waiting) flushLast()
    })
  }
  return {
    write(line) {
      batch += line
      if (batch.length >= size) flush()
      else if (timer === undefined) {
        waiting.add(flush)
        timer = setTimeout(flush, delay).unref()
      }
    },
  }
}

let output: DestinationStream | undefined

/** The standard output of the process, for log lines. `finish` is what they have to go through before they leave. */
export function standardOutput(finish: (lines: string) => string): DestinationStream {
  const destination = (output ??= pino.destination({ dest: 1, sync: true }))
  return batchLines({ write: (lines) => destination.write(finish(lines)) }, { size: 8_192, delay: 100 })
}
