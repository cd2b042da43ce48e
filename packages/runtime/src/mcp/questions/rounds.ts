import type { Questions } from '@patchbay/contract'
import {
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  type ClientCapabilities,
  type InputRequiredResult,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { fingerprintOf } from '../../calls/idempotency/fingerprint.ts'
import type { Answers } from '../../connectors/connector-host.ts'
import { askableBy, toInputRequests } from './input-requests.ts'
import type { RequestState, RequestStates } from './request-states.ts'

/** One round of a request that may ask: what was answered so far, and what the client can be asked. */
export interface Round {
  readonly answers: Answers | undefined
  readonly askable: ReturnType<typeof askableBy>
  /** The result by which these are asked. */
  ask(questions: Questions): Promise<InputRequiredResult>
}

/** What of a request names it, apart from who sends it and what was answered. */
export interface AskingRequest {
  /** Of a tool or a prompt, or the URI of a resource. */
  readonly name: string
  readonly arguments?: unknown
}

/**
 * Reads the round that a request is. Answers of earlier rounds come back signed, and count for the very same request of the
 * same caller only; throws the protocol's error otherwise.
 */
export function readRound(
  { mcpReq, ...context }: ServerContext,
  capabilities: ClientCapabilities | undefined,
  request: AskingRequest,
  states: RequestStates,
): Round {
  const of = fingerprintOf([mcpReq.method, request.name, request.arguments ?? {}])
  const state = mcpReq.requestState<RequestState>()
  if (state !== undefined && state.of !== of) throw otherRequest()
  const given = mcpReq.inputResponses
  const answers = state === undefined && given === undefined ? undefined : { ...state?.answers, ...given }
  return {
    answers,
    askable: askableBy(capabilities),
    async ask(questions) {
      const requestState = await states.seal({ of, answers: answers ?? {} }, { mcpReq, ...context })
      return inputRequired({ inputRequests: toInputRequests(questions), requestState })
    },
  }
}

const otherRequest = (): ProtocolError =>
  new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    'The requestState is that of a request with other arguments. Send the same request again, or leave it out.',
  )
