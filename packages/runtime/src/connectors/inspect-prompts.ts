import { wrongCompletion } from './inspect-completions.ts'
import { Quarantine } from './quarantine.ts'

const namePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether what a connector says about its prompts can be served. Throws a `Quarantine`. */
export function inspectPrompts(prompts: unknown, operations: Fields): void {
  if (prompts === undefined) return
  if (!isFields(prompts)) throw new Quarantine('definition_invalid', 'Its prompts are not an object.')
  for (const [name, prompt] of Object.entries(prompts)) {
    const reason = namePattern.test(name) ? wrongPrompt(prompt, operations) : 'is not named in kebab-case.'
    if (reason !== undefined) throw new Quarantine('definition_invalid', `The prompt "${name}" ${reason}`)
  }
}

function wrongPrompt(prompt: unknown, operations: Fields): string | undefined {
  if (!isFields(prompt) || typeof prompt['messages'] !== 'function') return 'has no messages().'
  for (const member of ['title', 'description']) {
    if (typeof prompt[member] !== 'string' || prompt[member] === '') return `has no ${member}.`
  }
  const { arguments: schema, completions } = prompt
  const fields = schema === undefined ? {} : isFields(schema) ? schema['properties'] : undefined
  if (!isFields(fields)) return 'has arguments that are no object schema.'
  for (const [argument, field] of Object.entries(fields)) {
    if (!isFields(field) || !isText(field)) return `has the argument "${argument}", which is not a text.`
    if (typeof field['description'] !== 'string') return `does not describe its argument "${argument}".`
  }
  return wrongCompletion(completions, Object.keys(fields), operations)
}

/** A text, or a choice of texts: whoever calls a prompt can send nothing else. */
function isText({ type, const: value, anyOf }: Fields): boolean {
  if (Array.isArray(anyOf)) return anyOf.every((member) => isFields(member) && isText(member))
  return type === 'string' && (value === undefined || typeof value === 'string')
}
