import { pino, type DestinationStream, type Logger } from 'pino'
import { withoutControls } from './line-characters.ts'
import { createFieldMask } from './redaction/field-mask.ts'
import type { Redactor } from './redaction/redactor.ts'
import { standardOutput } from './standard-output.ts'

type MakeChild = (this: unknown, bindings: object, options?: object) => unknown

/**
 * A pino logger that shows no secret: by the names of fields while a line is made, and by value in what was made,
 * wherever in it a secret may stand. On its way to standard output a batch of lines is searched at once.
 */
export function createLog(level: string, redactor: Redactor, destination?: DestinationStream): Logger {
  const finish = (lines: string): string => withoutControls(redactor.redactJson(lines))
  const mask = createFieldMask()
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: mask },
      serializers: { err: (error: unknown) => error }, // the mask has done it
    },
    destination === undefined
      ? standardOutput(finish)
      : { write: (line: string) => destination.write(finish(line)) },
  )
  // pino forgets the formatter of bindings in children, which are what has bindings. They inherit this method.
  const makeChild = (log as { child: unknown }).child as MakeChild
  const makeMaskedChild: MakeChild = function (bindings, options) {
    return makeChild.call(this, mask(bindings), options)
  }
  return Object.assign(log, { child: makeMaskedChild }) as Logger
}

/**
 * The same log for those who mask their fields themselves, as the call engine does by the names of the connector: for
 * the line of a call, which has none, looking at every name would cost more than searching it for all secrets.
 */
export function withoutMask(log: Logger): Logger {
  return log.child({}, { formatters: { log: (fields) => fields } })
}
