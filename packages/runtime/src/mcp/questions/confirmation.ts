import { Problem, question, Type, type Questions } from '@patchbay/contract'
import type { Answers } from '../../connectors/connector-host.ts'
import type { OfferedTool } from '../tools/offered-tool.ts'

/** Name of the question; no connector's, whose names have no slash. */
const name = 'patchbay/confirm'

const schema = Type.Object({
  confirm: Type.Boolean({ title: 'Do it', description: 'Whether the call is to be made.', default: false }),
})

/** Characters of the arguments that a person is shown. */
const mostShown = 1_000

/**
 * Lets a destructive call pass that a person has confirmed, for exactly these arguments. Throws `input_required` with the
 * question where nobody was asked yet, and `cancelled` where the person has said no.
 */
export function checkConfirmed(
  { tool, name: toolName }: OfferedTool,
  input: unknown,
  answers: Answers = {},
): void {
  const answer = answers[name] as
    | { readonly action?: unknown; readonly content?: { confirm?: unknown } }
    | undefined
  if (answer === undefined) {
    throw new Problem('input_required', {
      detail: `A person has to confirm a call of ${toolName}, which cannot be undone.`,
      advice:
        'Use a client that can ask its user (the elicitation capability of MCP), or a key that waives the confirmation.',
      questions: questionsAbout(tool.operation.description.title, toolName, input),
    })
  }
  if (answer.action === 'accept' && answer.content?.confirm === true) return
  throw new Problem('cancelled', {
    detail: 'The person who was asked has not confirmed the call, so nothing was done.',
    advice: 'Do not call it again unless the person asks for it.',
    retryable: false,
  })
}

function questionsAbout(title: string, toolName: string, input: unknown): Questions {
  const text = JSON.stringify(input)
  const shown = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text
  return {
    [name]: question.form({
      message: `${title} (${toolName})? This cannot be undone. Arguments: ${shown}`,
      schema,
    }),
  }
}
