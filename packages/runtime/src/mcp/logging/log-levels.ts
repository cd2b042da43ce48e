import {
  LOG_LEVEL_META_KEY,
  type LoggingLevel,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server'

/** The level from which the client of a request wants to be told what is logged; undefined: not at all. */
export type LogLevelOf = (context: ServerContext) => LoggingLevel | undefined

interface Envelope {
  readonly [LOG_LEVEL_META_KEY]?: LoggingLevel
}

/** Serves `logging/setLevel` of sessions; each request of the later revision says its level itself. */
export function serveLogLevels(server: Server): LogLevelOf {
  let ofSession: LoggingLevel | undefined
  server.setRequestHandler('logging/setLevel', async ({ params }) => {
    ofSession = params.level
    return {}
  })
  return ({ mcpReq }) => {
    const level = (mcpReq.envelope as Envelope | undefined)?.[LOG_LEVEL_META_KEY]
    return level ?? ofSession
  }
}
