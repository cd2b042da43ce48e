import {
  createRequestStateCodec,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { deriveKey, oncePerKey } from '../../vault/ring/derived-keys.ts'
import type { HeldRing } from '../../vault/ring/held-ring.ts'

/** What the next round of a request has to know of the rounds before. It travels over the client, who can read it. */
export interface QuestionState {
  /** Of what was asked for: the answers are to that, and to nothing else. */
  readonly digest: string
  /** Names that were asked for in the last round. */
  readonly asked: readonly string[]
  /** What was answered in the rounds before. */
  readonly answers: Readonly<Record<string, unknown>>
}

/** Signs and checks what clients carry from round to round, for all instances that share a key ring. */
export interface QuestionStates {
  mint(state: QuestionState, context: ServerContext): Promise<string>
  /** Rejects if anything about it is not as it left. */
  verify(text: string, context: ServerContext): Promise<QuestionState>
}

/** Seconds that a person may take. */
const ttlSeconds = 900

const separator = '~'

/** Bound to the method and to whose request it is, so that no one answers for another. */
const bind = ({ mcpReq, http }: ServerContext): string =>
  `${mcpReq.method}\0${http?.authInfo?.clientId ?? ''}`

export function createQuestionStates(ring: Pick<HeldRing, 'current'>): QuestionStates {
  const codecOf = oncePerKey(({ secret }): RequestStateCodec<QuestionState> =>
    createRequestStateCodec({ key: deriveKey(secret, 'mcp request state 1'), ttlSeconds, bind }),
  )
  return {
    async mint(state, context) {
      const { first } = ring.current()
      return `${first.id}${separator}${await codecOf(first).mint(state, context)}`
    },
    async verify(text, context) {
      const end = text.indexOf(separator)
      const key = ring.current().find(text.slice(0, Math.max(0, end)))
      if (key === undefined) throw new Error('malformed')
      return codecOf(key).verify(text.slice(end + 1), context)
    },
  }
}
