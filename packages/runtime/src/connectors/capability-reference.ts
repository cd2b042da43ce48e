import type {
  ConnectorDescription,
  JsonSchema,
  PromptDescription,
  ResourceDescription,
} from './connector-description.ts'
import { cell, codes, firstSentence } from './reference-text.ts'

/** The part of a reference about what a connector offers beside its operations; nothing where it offers nothing. */
export function promptRows({ prompts }: ConnectorDescription): string[] {
  if (prompts.length === 0) return []
  return [
    '### Prompts',
    '',
    '| prompt | arguments | what it starts |',
    '| --- | --- | --- |',
    ...prompts.map(promptRow),
    '',
  ]
}

export function resourceRows({ resources }: ConnectorDescription): string[] {
  if (resources.length === 0) return []
  return [
    '### Resources',
    '',
    '| address | media type | read by | what it is |',
    '| --- | --- | --- | --- |',
    ...resources.map(resourceRow),
    '',
  ]
}

function promptRow({ name, description, arguments: schema }: PromptDescription): string {
  const required = new Set((schema['required'] ?? []) as string[])
  const names = Object.keys((schema['properties'] ?? {}) as Record<string, JsonSchema>)
  const shown = names.map((one) => (required.has(one) ? codes([one]) : `${codes([one])} (optional)`))
  return `| \`${name}\` | ${shown.join(', ')} | ${cell(firstSentence(description))} |`
}

function resourceRow({ address, mimeType, operation, description }: ResourceDescription): string {
  return `| \`${address}\` | ${mimeType} | \`${operation}\` | ${cell(firstSentence(description))} |`
}
