import { inputRequired } from '@modelcontextprotocol/server'
import type { Question } from '@patchbay/contract'

/** Questions as clients are asked them, by name. The answers come back in the form in which operations take them. */
export function inputRequestsOf(questions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(questions).map(([name, question]) => [name, inputRequestOf(question as Question)]),
  )
}

function inputRequestOf(question: Question): unknown {
  switch (question.kind) {
    case 'form': {
      const { message, schema } = question
      return { method: 'elicitation/create', params: { mode: 'form', message, requestedSchema: schema } }
    }
    case 'url':
      return inputRequired.elicitUrl({ message: question.message, url: question.url })
    case 'completion': {
      const { messages, maxTokens, systemPrompt } = question
      const params = { messages, maxTokens, ...(systemPrompt !== undefined && { systemPrompt }) }
      return { method: 'sampling/createMessage', params }
    }
    case 'roots':
      return inputRequired.listRoots()
  }
}
