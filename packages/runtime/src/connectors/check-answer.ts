import type { Question, TSchema } from '@patchbay/contract'
import { LRUCache } from 'lru-cache'
import { compileForm, type Check } from '../calls/schema-compiler.ts'

/** Forms that are kept compiled, by their text: most are constants, and some carry what they ask about. */
const forms = new LRUCache<string, Check>({ max: 200 })

function checkOf(schema: TSchema): Check {
  const text = JSON.stringify(schema)
  let check = forms.get(text)
  if (check === undefined) {
    check = compileForm(schema)
    forms.set(text, check)
  }
  return check
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const actions: ReadonlySet<unknown> = new Set(['accept', 'decline', 'cancel'])

/** What is wrong with the answer to a question, if anything. Fills in the defaults of a form. */
export function wrongAnswer(question: Question, answer: unknown): string | undefined {
  if (!isFields(answer)) return 'has an answer that is no object'
  switch (question.kind) {
    case 'form':
      return (
        wrongAction(answer) ??
        (answer['action'] === 'accept' ? wrongForm(question.schema, answer) : undefined)
      )
    case 'url':
      return wrongAction(answer)
    case 'completion':
      return isFields(answer['content']) && typeof answer['model'] === 'string'
        ? undefined
        : 'has an answer without `content` and `model`'
    case 'roots':
      return Array.isArray(answer['roots']) && answer['roots'].every(isRoot)
        ? undefined
        : 'has an answer without a list of `roots`'
  }
}

const wrongAction = ({ action }: Fields): string | undefined =>
  actions.has(action) ? undefined : 'has an answer whose `action` is none of accept, decline, cancel'

function wrongForm(schema: TSchema, { content }: Fields): string | undefined {
  const errors = checkOf(schema)(content)
  if (errors === undefined) return undefined
  return `has an answer that does not fit: ${errors.map(({ path, message }) => `${path || 'content'} ${message}`).join(', ')}`
}

const isRoot = (root: unknown): boolean => isFields(root) && typeof root['uri'] === 'string'
