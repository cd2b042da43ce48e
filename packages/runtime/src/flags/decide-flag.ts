import type { FlagRule } from './flag-rule.ts'
import { covers, specificityOf, type FlagTarget } from './flag-target.ts'
import { isInRollout } from './rollout.ts'

/** Whom and what a flag is asked about. */
export interface FlagContext extends FlagTarget {
  /** Id of the principal. */
  readonly principal?: string
}

/** The value of a flag, and how it came about. */
export interface FlagDecision {
  readonly value: boolean
  readonly reason: 'default' | 'rule' | 'kill-switch'
  /** The rule that decided. */
  readonly rule: FlagRule | undefined
}

/** The rules of one flag in the order in which they are asked: kill switches, then the more specific ones. */
export const inOrder = (rules: readonly FlagRule[]): readonly FlagRule[] =>
  rules.toSorted(
    (one, other) =>
      Number(other.isKilled) - Number(one.isKilled) ||
      specificityOf(other.target) - specificityOf(one.target),
  )

/** Decides about one flag, whose rules are in order. */
export function decideFlag(
  rules: readonly FlagRule[],
  fallback: boolean,
  context: FlagContext,
): FlagDecision {
  for (const rule of rules) {
    if (!covers(rule.target, context)) continue
    if (rule.isKilled) return { value: false, reason: 'kill-switch', rule }
    if (isMeant(rule, context)) return { value: rule.value, reason: 'rule', rule }
  }
  return { value: fallback, reason: 'default', rule: undefined }
}

/** Whoever is not known is in no share of a rollout that is less than everybody. */
function isMeant({ flag, percentage, rolloutBy }: FlagRule, { tenant, principal }: FlagContext): boolean {
  if (percentage >= 100) return true
  const subject = rolloutBy === 'tenant' ? tenant : principal
  return subject !== undefined && isInRollout(flag, `${rolloutBy} ${subject}`, percentage)
}
