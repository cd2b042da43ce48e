import { createTermsOfCalls, type TermsOfCalls } from '../../src/calls/call-terms.ts'
import { decideFlag } from '../../src/flags/decide-flag.ts'
import { createUsageLedger } from '../../src/usage/usage-ledger.ts'

const never = () => () => undefined

/** The terms of calls where nothing is switched off and nobody has a quota. */
export function freeTerms(): TermsOfCalls {
  const ledger = createUsageLedger({ now: Date.now })
  return createTermsOfCalls({
    flags: { areKnown: true, decide: (_flag, context) => decideFlag([], true, context), onChange: never },
    flagMetrics: { denied: () => undefined },
    quotas: { gate: () => undefined, onChange: never },
    usage: { counter: (series) => ledger.counter(series) },
  })
}
