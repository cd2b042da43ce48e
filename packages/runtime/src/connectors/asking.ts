import { Problem, type AnswersTo, type Asking, type Question, type QuestionKind } from '@patchbay/contract'
import { wrongAnswer } from './check-answer.ts'
import type { Answers } from './connector-host.ts'

/** How an operation or a prompt asks, of a caller that has answered so much already. */
export function createAsking(answers: Answers = {}, askable?: readonly QuestionKind[]): Asking {
  return {
    async ask(questions) {
      const open: Record<string, Question> = {}
      const reasons: string[] = []
      for (const [name, question] of Object.entries(questions)) {
        const wrong = Object.hasOwn(answers, name) ? wrongAnswer(question, answers[name]) : 'is not answered'
        if (wrong === undefined) continue
        open[name] = question
        reasons.push(`${name} ${wrong}`)
      }
      if (reasons.length === 0) return pick(answers, Object.keys(questions)) as AnswersTo<typeof questions>
      throw new Problem('input_required', {
        detail: `The call goes on once its questions are answered: ${reasons.join('; ')}.`,
        questions: open,
      })
    },
    canAsk: (kind) => askable?.includes(kind) ?? true,
  }
}

const pick = (answers: Answers, names: readonly string[]): Answers =>
  Object.fromEntries(names.map((name) => [name, answers[name]]))

/** For an operation that has not said that it asks. */
export const mustNotAsk =
  (operation: string): Asking['ask'] =>
  () =>
    Promise.reject(
      new Problem('internal', {
        detail: `The operation ${operation} asks, which its definition does not say (\`asks: true\`).`,
      }),
    )
