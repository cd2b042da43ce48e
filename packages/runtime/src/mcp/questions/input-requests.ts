import { randomUUID } from 'node:crypto'
import type { ClientCapabilities, InputRequests } from '@modelcontextprotocol/server'
import type { Question, QuestionKind, Questions } from '@patchbay/contract'

type InputRequest = InputRequests[string]

/** The request of the protocol that puts a question to the client. */
function inputRequestOf(question: Question): InputRequest {
  switch (question.kind) {
    case 'form':
      return {
        method: 'elicitation/create',
        params: { mode: 'form', message: question.message, requestedSchema: question.schema as never },
      }
    case 'url':
      return {
        method: 'elicitation/create',
        params: { mode: 'url', message: question.message, url: question.url, elicitationId: randomUUID() },
      }
    case 'completion': {
      const { messages, maxTokens, systemPrompt } = question
      return {
        method: 'sampling/createMessage',
        params: { messages: [...messages], maxTokens, ...(systemPrompt !== undefined && { systemPrompt }) },
      }
    }
    case 'roots':
      return { method: 'roots/list' }
  }
}

export const inputRequestsOf = (questions: Questions): InputRequests =>
  Object.fromEntries(Object.entries(questions).map(([name, asked]) => [name, inputRequestOf(asked)]))

/** What a client can be asked, by the capabilities that it has declared. */
export function askableOf({
  elicitation,
  sampling,
  roots,
}: ClientCapabilities = {}): readonly QuestionKind[] {
  const kinds: QuestionKind[] = []
  // An elicitation capability without members is that of a client from before there were modes: forms.
  if (elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined)) {
    kinds.push('form')
  }
  if (elicitation?.url !== undefined) kinds.push('url')
  if (sampling !== undefined) kinds.push('completion')
  if (roots !== undefined) kinds.push('roots')
  return kinds
}
