import { pino, type DestinationStream, type Logger } from 'pino'
import type { Redactor } from './redactor.ts'
import { standardOutput } from './standard-output.ts'

/** A pino logger whose finished lines pass the redactor, wherever in them a secret may stand. */
export function createLog(
  level: string,
  redactor: Redactor,
  destination: DestinationStream = standardOutput(),
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
