import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  type Server,
} from '@modelcontextprotocol/server'
import { callerOf } from '../protocol/caller-of.ts'
import { protocolProblem } from '../protocol/protocol-problem.ts'
import type { WatchedResources } from './watched-resources.ts'

/** Of one session. */
const most = 100

/** Serves `resources/subscribe` within a session, whose end ends what was subscribed to. */
export function serveSubscriptions(server: Server, watched: WatchedResources): void {
  const ends = new Map<string, () => void>()
  const end = (uri: string): void => {
    ends.get(uri)?.()
    ends.delete(uri)
  }
  server.setRequestHandler('resources/subscribe', async ({ params: { uri } }, context) => {
    if (ends.has(uri)) return {}
    if (ends.size >= most)
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        `A session subscribes to ${most} resources at the most.`,
      )
    const tell = (): void => void server.sendResourceUpdated({ uri }).catch(() => undefined)
    const unwatch = await watched.watch(callerOf(context).principal, uri, tell).catch((error: unknown) => {
      throw protocolProblem(error)
    })
    if (unwatch === undefined) throw new ResourceNotFoundError(uri)
    ends.set(uri, unwatch)
    return {}
  })
  server.setRequestHandler('resources/unsubscribe', async ({ params: { uri } }) => {
    end(uri)
    return {}
  })
  server.onclose = () => {
    for (const unwatch of ends.values()) unwatch()
    ends.clear()
  }
}
