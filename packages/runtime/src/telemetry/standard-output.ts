import { pino, type DestinationStream } from 'pino'

/** How lines are gathered: a batch leaves when it is this large, or this long after its first line. */
export interface BatchLimits {
  /** In characters. */
  readonly size: number
  /** In milliseconds. */
  readonly delay: number
}

/**
 * Gathers lines before they go on to the destination: a system call for each costs more than making the line. What
 * is left goes when the process exits.
 */
export function batchLines(destination: DestinationStream, { size, delay }: BatchLimits): DestinationStream {
  let batch = ''
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (batch === '') return
    const lines = batch
    batch = ''
    destination.write(lines)
  }
  process.on('exit', flush)
  return {
    write(line) {
      batch += line
      if (batch.length >= size) flush()
      else timer ??= setTimeout(flush, delay).unref()
    },
  }
}

let output: DestinationStream | undefined

/** The standard output of the process, for log lines. There is one, however many apps the process holds. */
export function standardOutput(): DestinationStream {
  return (output ??= batchLines(pino.destination({ dest: 1, sync: true }), { size: 8_192, delay: 100 }))
}
