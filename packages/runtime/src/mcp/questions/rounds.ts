import {
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  type ClientCapabilities,
  type InputRequiredResult,
  type ServerContext,
} from '@modelcontextprotocol/server'
import type { Questions } from '@patchbay/contract'
import { fingerprintOf } from '../../calls/idempotency/fingerprint.ts'
import type { Answers } from '../../connectors/connector-host.ts'
import { inputRequestsOf } from './input-requests.ts'
import type { QuestionState, QuestionStates } from './question-state.ts'

/** One round of a request that may ask. */
export interface Round {
  /** What was answered by now. */
  readonly answers: Answers
  /** Asks, and ends the round; the client makes the request again with the answers. */
  ask(questions: Questions): Promise<InputRequiredResult>
}

/** What a request asks for, apart from its answers: the same in every round, or the answers are to something else. */
export type Asked = readonly [method: string, ...what: unknown[]]

/**
 * The round that a request belongs to. Answers count where they were asked for: by this server, of this caller, about
 * exactly this. Rejects with invalid params where the state that came back is another one than that which left.
 */
export async function roundOf(context: ServerContext, asked: Asked, states: QuestionStates): Promise<Round> {
  const digest = fingerprintOf(asked)
  const { inputResponses = {}, requestState } = context.mcpReq
  const state = requestState<QuestionState>()
  if (state !== undefined && state.digest !== digest) throw otherRequest()
  const answers: Record<string, unknown> = { ...state?.answers }
  for (const name of state?.asked ?? []) {
    if (Object.hasOwn(inputResponses, name)) answers[name] = inputResponses[name]
  }
  return {
    answers,
    async ask(questions) {
      const next = { digest, asked: Object.keys(questions), answers }
      return inputRequired({
        inputRequests: inputRequestsOf(questions),
        requestState: await states.mint(next, context),
      })
    },
  }
}

/** What the client of a request has declared that it can do, in whichever revision. */
export const capabilitiesOf = (
  { mcpReq }: ServerContext,
  ofSession: ClientCapabilities | undefined,
): ClientCapabilities | undefined =>
  ((mcpReq.envelope as Readonly<Record<string, unknown>> | undefined)?.[CLIENT_CAPABILITIES_META_KEY] as
    | ClientCapabilities
    | undefined) ?? ofSession

const otherRequest = (): ProtocolError =>
  new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    'The requestState belongs to a request with other parameters. Make the first request again without it.',
  )
