import type { FlagKey } from './flag-definitions.ts'
import type { FlagTarget } from './flag-target.ts'

/** What a rule says, apart from what it is about. */
export interface FlagSetting {
  readonly value: boolean
  /** Share of the subjects that the rule is for, from 0 to 100; the others fall to the next rule. */
  readonly percentage: number
  /** What is counted as one subject. It stays in as long as the percentage does not shrink. */
  readonly rolloutBy: 'tenant' | 'principal'
  /** Off for everybody within the target, whatever any other rule says. */
  readonly isKilled: boolean
  /** Why, for whoever reads it later. */
  readonly note: string
}

/** One rule of a flag. */
export interface FlagRule extends FlagSetting {
  readonly flag: FlagKey
  /** That of its target. */
  readonly id: string
  readonly target: FlagTarget
  /** Grows with each change; its entity tag. */
  readonly version: number
  /** Id of the principal that changed it last. */
  readonly changedBy: string
  readonly changedAt: Date
}
