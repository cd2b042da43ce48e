import { inOrder } from './decide-flag.ts'
import { flagKeys, type FlagKey } from './flag-definitions.ts'
import type { FlagRule } from './flag-rule.ts'

/** Every rule there is, in memory: asking costs nothing, and goes on while the store is away. */
export interface FlagRules {
  /** Those of one flag, in the order in which they are asked. */
  of(flag: FlagKey): readonly FlagRule[]
  /** Whether they were read at all. */
  readonly areKnown: boolean
  /** Takes the place of all rules that were known. Calls back those who listen, if anything is different. */
  adopt(rules: readonly FlagRule[]): void
  /** Returns what ends it. */
  onChange(listener: () => void): () => void
}

export function createFlagRules(): FlagRules {
  let byFlag: ReadonlyMap<FlagKey, readonly FlagRule[]> = new Map()
  let areKnown = false
  const listeners = new Set<() => void>()

  return {
    of: (flag) => byFlag.get(flag) ?? [],
    get areKnown() {
      return areKnown
    },
    adopt(rules) {
      const before = byFlag
      byFlag = new Map(flagKeys.map((key) => [key, inOrder(rules.filter(({ flag }) => flag === key))]))
      const wereKnown = areKnown
      areKnown = true
      if (wereKnown && flagKeys.every((key) => isSame(before.get(key) ?? [], byFlag.get(key) ?? []))) return
      for (const listener of listeners) listener()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const isSame = (before: readonly FlagRule[], after: readonly FlagRule[]): boolean =>
  before.length === after.length &&
  after.every(({ id, version, changedAt }) =>
    before.some(
      (rule) =>
        rule.id === id && rule.version === version && rule.changedAt.getTime() === changedAt.getTime(),
    ),
  )
