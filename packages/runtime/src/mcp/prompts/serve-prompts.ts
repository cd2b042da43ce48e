import { Problem, type PromptMessage } from '@patchbay/contract'
import {
  ProtocolError,
  ProtocolErrorCode,
  type GetPromptResult,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import type { Principal } from '../../access/principal.ts'
import { Deadline } from '../../calls/deadline.ts'
import type { HostPrompt } from '../../connectors/connector-host.ts'
import { offeredConnectors } from '../offered-connectors.ts'
import { callerOf } from '../protocol/caller-of.ts'
import { isAsking, protocolProblem } from '../protocol/protocol-problem.ts'
import { askableOf } from '../questions/input-requests.ts'
import type { QuestionStates } from '../questions/question-state.ts'
import { capabilitiesOf, roundOf } from '../questions/rounds.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import type { NamedPrompt, PromptCatalog } from './prompt-catalog.ts'

export interface PromptParts {
  readonly prompts: PromptCatalog
  readonly sets: Pick<ToolSets, 'of'>
  readonly states: QuestionStates
  readonly now: () => number
}

/** Milliseconds. A prompt asks no vendor, so only a fault takes longer. */
const timeout = 5_000

/** Serves `prompts/list` and `prompts/get`: the prompts of connectors of which the caller is offered any tool. */
export function servePrompts(server: Server, { prompts, sets, states, now }: PromptParts): void {
  const connectorsOf = async (principal: Principal) => offeredConnectors(await sets.of(principal)).connectors

  server.setRequestHandler('prompts/list', async (_request, context) => {
    const offered = prompts.of(await connectorsOf(callerOf(context).principal))
    return { prompts: offered.map(({ definition }) => definition) }
  })

  server.setRequestHandler('prompts/get', async ({ params }, context: ServerContext) => {
    const { name, arguments: values = {} } = params
    const found = prompts.find(name)
    const offered = await connectorsOf(callerOf(context).principal)
    if (found === undefined || !offered.has(found.prompt.connector)) throw unknownPrompt(name)
    const round = await roundOf(context, ['prompts/get', name, values], states)
    const askable = askableOf(capabilitiesOf(context, server.getClientCapabilities()))
    try {
      const messages = await messagesOf(found, { ...values }, { answers: round.answers, askable, now: now() })
      return { description: found.prompt.description.description, messages } as GetPromptResult
    } catch (error) {
      if (isAsking(error)) return round.ask(error.questions)
      throw protocolProblem(error)
    }
  })
}

async function messagesOf(
  { prompt }: NamedPrompt,
  values: Record<string, string>,
  lent: Pick<HostPrompt, 'answers' | 'askable' | 'now'>,
): Promise<readonly PromptMessage[]> {
  const errors = prompt.checkArguments(values)
  if (errors !== undefined) {
    const fields = errors.map(({ path, message }) => `${path || 'the arguments'} ${message}`).join('; ')
    throw new Problem('invalid_input', { detail: `The arguments do not fit: ${fields}.`, errors })
  }
  const deadline = new Deadline(timeout)
  try {
    const { host } = prompt.connector
    return await deadline.within(host.prompt({ prompt: prompt.description.name, values, ...lent }))
  } finally {
    deadline.end()
  }
}

const unknownPrompt = (name: string): ProtocolError =>
  new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `Unknown prompt: ${name}. It is not there, or not offered to this key; prompts/list tells what is.`,
  )
