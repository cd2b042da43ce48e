import type { SharedState } from '../../shared-state/shared-state.ts'
import { sharedKey } from '../../shared-state/shared-key.ts'

/** What another instance has to know to go on with a session. */
export interface SessionRecord {
  /** Id of the principal whose it is. */
  readonly principal: string
  /** The `params` of the request that began it: what the client is, and what it can do. */
  readonly initialize: unknown
}

/** The sessions of the fleet. While the shared state is away, each instance knows its own, and no verb rejects. */
export interface SessionRecords {
  find(id: string): Promise<SessionRecord | undefined>
  /** Keeps it for as long again as it may be idle. */
  keep(id: string, record: SessionRecord): Promise<void>
  forget(id: string): Promise<void>
}

export function createSessionRecords({ values }: Pick<SharedState, 'values'>, ttl: number): SessionRecords {
  const keyOf = (id: string) => sharedKey('mcp', 'session', id)
  return {
    async find(id) {
      try {
        const found = await values.get(keyOf(id))
        return found && (JSON.parse(found.value) as SessionRecord)
      } catch {
        return undefined
      }
    },
    async keep(id, { principal, initialize }) {
      try {
        await values.set(keyOf(id), JSON.stringify({ principal, initialize }), { ttl })
      } catch {
        // The client begins another session if it meets another instance.
      }
    },
    async forget(id) {
      try {
        await values.delete(keyOf(id))
      } catch {
        // It is forgotten in time.
      }
    },
  }
}
