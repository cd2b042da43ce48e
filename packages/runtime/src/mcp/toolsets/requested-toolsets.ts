import { Problem } from '@patchbay/contract'
import { noNarrowing, type Narrowing } from './select-operations.ts'
import { isToolsetName } from './toolset.ts'

/** The header by which a request narrows down what it is offered. */
export const toolsetsHeader = 'patchbay-toolsets'

/** Names in one list. */
const mostNames = 50

/**
 * Reads `Patchbay-Toolsets: shopify.read,seo` and `/mcp?toolsets=shopify.read,seo`. What is in one toolset of a list is
 * meant; with both lists, what is in both. Throws `invalid_input` for what cannot be names.
 */
export function requestedToolsets(
  header: string | readonly string[] | undefined,
  query: string | readonly string[] | undefined,
): Narrowing {
  if (header === undefined && query === undefined) return noNarrowing
  return [header, query].flatMap((value) => (value === undefined ? [] : [namesOf(value)]))
}

function namesOf(value: string | readonly string[]): string[] {
  const texts = [value]
    .flat()
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const names = [...new Set(texts)].toSorted()
  const wrong = names.find((name) => !isToolsetName(name))
  if (names.length > 0 && names.length <= mostNames && wrong === undefined) return names
  throw new Problem('invalid_input', {
    detail:
      wrong === undefined
        ? `A list of toolsets has from 1 to ${mostNames} names, and this one has ${names.length}.`
        : `"${wrong.slice(0, 100)}" is no name of a toolset.`,
    advice: 'Give names that GET /v1/toolsets lists, with commas between them, such as shopify.read,seo.',
    errors: [{ path: '/toolsets', message: 'must be names of toolsets, with commas between them' }],
  })
}
