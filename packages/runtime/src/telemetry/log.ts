import { pino, type DestinationStream, type Logger } from 'pino'
import type { Redactor } from './redactor.ts'

// A system call for each line costs more than making the line. Batches leave when they are large enough, or this many
// milliseconds later, and when the process exits.
const batch = { minLength: 4_096, periodicFlush: 100 }

/** A pino logger whose finished lines pass the redactor, wherever in them a secret may stand. */
export function createLog(
  level: string,
  redactor: Redactor,
  destination: DestinationStream = pino.destination({ dest: 1, sync: false, ...batch }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => destination.write(redactor.redact(line)) },
  )
}
