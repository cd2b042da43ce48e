import { suspicionsOf, toolNames, type SuspicionRule } from './suspicious-text.ts'

/** Something in a definition that should not be shown to agents unseen. */
export interface Suspicion {
  readonly rule: SuspicionRule
  /** JSON Pointer to the text; to the member, where its name is meant. */
  readonly pointer: string
}

/** Characters of a whole definition as JSON; five times the largest of our connectors. */
const largestDefinition = 100_000
/** Further ones say nothing new to whoever decides about it. */
const mostSuspicions = 20

/** Looks through a definition; `isOtherTool` tells the names of tools that it has no business with. */
export type DefinitionChecker = (
  definition: unknown,
  isOtherTool?: (name: string) => boolean,
) => readonly Suspicion[]

/**
 * Makes what looks through every text of definitions of tools or prompts: descriptions, names of fields, defaults, enums
 * and all else, since a model reads all of it. Most texts of a connector occur many times; it looks at each once.
 */
export function createDefinitionChecker(): DefinitionChecker {
  const known = new Map<string, readonly SuspicionRule[]>()
  const rulesOf = (text: string): readonly SuspicionRule[] => {
    let rules = known.get(text)
    if (rules === undefined) known.set(text, (rules = suspicionsOf(text)))
    return rules
  }
  return (definition, isOtherTool) => suspicionsIn(definition, rulesOf, isOtherTool)
}

function suspicionsIn(
  definition: unknown,
  rulesOf: (text: string) => readonly SuspicionRule[],
  isOtherTool: (name: string) => boolean = () => false,
): readonly Suspicion[] {
  const found: Suspicion[] = []
  const add = (rule: SuspicionRule, pointer: string): void => {
    if (found.length < mostSuspicions) found.push({ rule, pointer })
  }
  const look = (text: string, pointer: string): void => {
    for (const rule of rulesOf(text)) add(rule, pointer)
    if (toolNames(text).some(isOtherTool)) add('other_tool', pointer)
  }
  const walk = (value: unknown, pointer: string): void => {
    if (typeof value === 'string') look(value, pointer)
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        const below = `${pointer}/${pointerPart(name)}`
        if (!Array.isArray(value)) look(name, below)
        walk(member, below)
      }
    }
  }
  walk(definition, '')
  if (JSON.stringify(definition).length > largestDefinition) {
    found.unshift({ rule: 'excessive_length', pointer: '' })
  }
  return found
}

/** Part of a JSON Pointer that can be shown to anybody: names of fields are as little to be trusted as the rest. */
export const pointerPart = (name: string): string =>
  name
    .slice(0, 80)
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .replaceAll(/[^\w$.~@:+-]/g, '?')
