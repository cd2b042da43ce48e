import type { Progress } from '@patchbay/contract'
import type { LoggingLevel, ServerContext } from '@modelcontextprotocol/server'
import type { CallListener } from '../../calls/call.ts'
import type { Redactor } from '../../telemetry/redaction/redactor.ts'

const severities: readonly LoggingLevel[] = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
]
const levels = { debug: 'debug', info: 'info', warn: 'warning' } as const

export interface RequestListener {
  /** Undefined where the request wants to be told nothing. */
  readonly listener: CallListener | undefined
  /** Resolves when all that was told is on its way. */
  settled(): Promise<unknown>
}

export interface ListenerParts {
  readonly context: ServerContext
  /** Of the connector that is called. */
  readonly logger: string
  /** Undefined: the client wants no lines. */
  readonly logLevel: LoggingLevel | undefined
  readonly redactor: Pick<Redactor, 'redactJson'>
}

/** Tells the client of a request how far its call is, and what the connector logs, as far as the request asks for it. */
export function listenFor({ context, logger, logLevel, redactor }: ListenerParts): RequestListener {
  const { _meta: meta } = context.mcpReq
  const progressToken = meta?.progressToken
  const told: Array<Promise<void>> = []
  const tell = (method: string, params: Record<string, unknown>): void => {
    // Whoever has left is told nothing any more.
    told.push(context.mcpReq.notify({ method, params }).catch(() => undefined))
  }
  let furthest = -Infinity
  const progress = ({ done, total, message }: Progress): void => {
    if (done <= furthest) return // which the protocol does not allow
    furthest = done
    tell('notifications/progress', { progressToken, progress: done, total, message })
  }
  const log: CallListener['log'] = (level, fields, message) => {
    if (logLevel === undefined || severities.indexOf(levels[level]) < severities.indexOf(logLevel)) return
    const data: unknown = JSON.parse(redactor.redactJson(JSON.stringify({ message, ...fields })))
    tell('notifications/message', { level: levels[level], logger, data })
  }
  const listener: CallListener = {
    ...(progressToken === undefined ? {} : { progress }),
    ...(logLevel === undefined ? {} : { log }),
  }
  return {
    listener: progressToken === undefined && logLevel === undefined ? undefined : listener,
    settled: () => Promise.all(told),
  }
}
