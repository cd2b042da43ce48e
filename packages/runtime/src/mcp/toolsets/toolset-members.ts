import type { Effect } from '@patchbay/contract'
import { parseOperationPattern, type NamedOperation } from './operation-pattern.ts'
import type { ToolsetSetting } from './toolset.ts'

/** What of an operation decides which toolsets it is in. */
export interface SelectableOperation extends NamedOperation {
  readonly description: { readonly id: string; readonly effect: Effect }
}

/** Whether an operation is in a toolset. */
export type IsMember = (operation: SelectableOperation) => boolean

const known = new WeakMap<Members, IsMember>()

type Members = Pick<ToolsetSetting, 'patterns' | 'effects'>

/** The patterns are read once for each toolset. */
export function membersOf(toolset: Members): IsMember {
  let isMember = known.get(toolset)
  if (isMember === undefined) {
    const patterns = toolset.patterns.map(parseOperationPattern)
    const effects = toolset.effects && new Set(toolset.effects)
    isMember = (operation) =>
      effects?.has(operation.description.effect) !== false &&
      patterns.some((pattern) => pattern.matches(operation))
    known.set(toolset, isMember)
  }
  return isMember
}

/** The patterns that no operation has, whatever its effect: what they were written for is not loaded, or was renamed. */
export function unmatchedPatterns(
  { patterns }: Pick<ToolsetSetting, 'patterns'>,
  operations: readonly NamedOperation[],
): string[] {
  return patterns.filter((text) => {
    const pattern = parseOperationPattern(text)
    return !operations.some((operation) => pattern.matches(operation))
  })
}
