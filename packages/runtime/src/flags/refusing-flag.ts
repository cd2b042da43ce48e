import type { Effect } from '@patchbay/contract'
import type { FlagContext } from './decide-flag.ts'
import type { Flags } from './open-flags.ts'

/** The flag that holds back the calls of an operation with this effect; undefined where none does. */
export function refusingFlag(
  decide: Flags['decide'],
  effect: Effect,
  context: FlagContext,
): 'calls' | 'writes' | undefined {
  if (!decide('calls', context).value) return 'calls'
  return effect === 'read' || decide('writes', context).value ? undefined : 'writes'
}
