import {
  createRequestStateCodec,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server'
import type { Answers } from '../../connectors/connector-host.ts'
import type { Store } from '../../store/store.ts'
import { deriveKey, oncePerKey } from '../../vault/ring/derived-keys.ts'
import type { HeldRing } from '../../vault/ring/held-ring.ts'

/** What a client carries from one round of questions to the next: it can read it, and not change it. */
export interface RequestState {
  /** Digest of the request that asks, with its arguments: the answers are to no other one. */
  readonly of: string
  /** Of the rounds before. */
  readonly answers: Answers
}

/** Signs and opens what clients carry, for whichever instance the next round comes to. */
export interface RequestStates {
  seal(state: RequestState, context: ServerContext): Promise<string>
  /** Rejects where it was changed, has expired, or is somebody else's. */
  open(text: string, context: ServerContext): Promise<RequestState>
}

/** Seconds that a person may take to answer. */
const ttlSeconds = 3_600

/** With keys from the ring of the vault. The state names the key, so that a rotation does not end conversations. */
export function createRequestStates(ring: HeldRing, store: Store): RequestStates {
  const codecOf = oncePerKey<RequestStateCodec<RequestState>>(({ secret }) =>
    createRequestStateCodec({
      key: deriveKey(secret, 'request states 1'),
      ttlSeconds,
      bind: ({ mcpReq, http }) => `${mcpReq.method}\n${http?.authInfo?.clientId ?? ''}`,
    }),
  )
  return {
    async seal(state, context) {
      const { first } = await ring.admitted(store.database)
      return `${first.id}:${await codecOf(first).mint(state, context)}`
    },
    async open(text, context) {
      const end = text.indexOf(':')
      const key = end < 0 ? undefined : await ring.find(text.slice(0, end), store.database)
      if (key === undefined) throw new Error('no such key')
      return codecOf(key).verify(text.slice(end + 1), context)
    },
  }
}
