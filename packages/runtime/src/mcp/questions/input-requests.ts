import type { Question, QuestionKind, Questions } from '@patchbay/contract'
import {
  inputRequired,
  type ClientCapabilities,
  type ElicitRequestFormParams,
  type InputRequest,
  type InputRequests,
} from '@modelcontextprotocol/server'

/** What a client with these capabilities can be asked. A bare `elicitation` means forms, as it did before there was more. */
export function askableBy(capabilities: ClientCapabilities | undefined): readonly QuestionKind[] {
  const { elicitation, sampling, roots } = capabilities ?? {}
  const kinds: QuestionKind[] = []
  if (elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined))
    kinds.push('form')
  if (elicitation?.url !== undefined) kinds.push('url')
  if (sampling !== undefined) kinds.push('completion')
  if (roots !== undefined) kinds.push('roots')
  return kinds
}

/** Questions as the protocol puts them (MCP 2026-07-28, basic/patterns/mrtr). */
export const toInputRequests = (questions: Questions): InputRequests =>
  Object.fromEntries(Object.entries(questions).map(([name, question]) => [name, toInputRequest(question)]))

function toInputRequest(question: Question): InputRequest {
  switch (question.kind) {
    case 'form':
      return inputRequired.elicit({
        message: question.message,
        requestedSchema: requestedSchema(question.schema),
      })
    case 'url':
      return inputRequired.elicitUrl({ message: question.message, url: question.url })
    case 'completion': {
      const { messages, maxTokens, systemPrompt } = question
      return inputRequired.createMessage({
        messages: messages.map((message) => ({ ...message })),
        maxTokens,
        ...(systemPrompt === undefined ? {} : { systemPrompt }),
      })
    }
    case 'roots':
      return inputRequired.listRoots()
  }
}

/** Of an object's schema, what the protocol has a place for. */
function requestedSchema({
  properties,
  required,
}: Readonly<Record<string, unknown>>): ElicitRequestFormParams['requestedSchema'] {
  const schema = { type: 'object', properties, ...(required === undefined ? {} : { required }) }
  // Through JSON: without the symbols of the library that made it.
  return JSON.parse(JSON.stringify(schema)) as ElicitRequestFormParams['requestedSchema']
}
