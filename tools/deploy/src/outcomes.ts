import { faultOf, type Fault } from '@patchbay/runtime'

const codesOf = (faults: readonly Fault[]): string =>
  Object.entries(faultOf)
    .filter(([, fault]) => faults.includes(fault))
    .map(([code]) => code)
    .toSorted()
    .join('|')

/** Outcomes of calls that worked. */
export const good = 'ok|replayed'
/** Problems that are not the caller's fault. */
export const bad = codesOf(['vendor', 'patchbay'])
export const callersFault = codesOf(['caller'])
