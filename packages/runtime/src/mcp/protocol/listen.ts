import type { LoggingLevel, ServerContext } from '@modelcontextprotocol/server'
import type { CallListener } from '../../calls/call.ts'

const levels: Readonly<Record<'debug' | 'info' | 'warn', LoggingLevel>> = {
  debug: 'debug',
  info: 'info',
  warn: 'warning',
}

/**
 * Tells the client of a request how far its call is, if it wants to know, and what the connector writes to the log, as
 * far as its revision has logging. Secrets are hidden in what is told.
 */
export function listenerOf({ mcpReq }: ServerContext, hide: (text: string) => string): CallListener {
  const progressToken = mcpReq._meta?.progressToken
  // A client that is gone is told nothing, and its call ends by itself.
  const ignore = (): void => undefined
  return {
    ...(progressToken !== undefined && {
      progress({ done, total, message }) {
        const params = {
          progressToken,
          progress: done,
          ...(total !== undefined && { total }),
          ...(message !== undefined && { message: hide(message) }),
        }
        mcpReq.notify({ method: 'notifications/progress', params }).catch(ignore)
      },
    }),
    log(level, fields, message) {
      const data = JSON.parse(hide(JSON.stringify({ message, ...fields }))) as object
      mcpReq.log(levels[level], data, 'connector').catch(ignore)
    },
  }
}
