import type { Principal } from '../access/principal.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import { callSwitches, type CallSwitches } from '../flags/call-switches.ts'
import type { FlagMetrics } from '../flags/flag-metrics.ts'
import type { Flags } from '../flags/open-flags.ts'
import type { CallMetrics } from '../telemetry/metrics.ts'
import type { TenantClassOf } from '../tenants/tenant-classes.ts'
import type { Usage } from '../usage/open-usage.ts'
import type { Quotas } from '../usage/quotas/open-quotas.ts'
import type { QuotaGate } from '../usage/quotas/quota-gate.ts'
import type { UsageCounter } from '../usage/usage-counter.ts'

/** What holds for the calls of one principal to one operation. */
export interface CallTerms extends CallSwitches {
  readonly metrics: CallMetrics
  readonly usage: UsageCounter
  /** Undefined where the tenant may call as often as it likes. */
  readonly quota: QuotaGate | undefined
}

/** The terms of all calls. */
export interface TermsOfCalls {
  /** Looked up: they are worked out once, and anew after flags or quotas have changed. */
  of(principal: Principal, operation: LoadedOperation): CallTerms
  close(): void
}

export interface TermsParts {
  readonly flags: Pick<Flags, 'decide' | 'areKnown' | 'onChange'>
  readonly flagMetrics: FlagMetrics
  readonly quotas: Pick<Quotas, 'gate' | 'onChange'>
  readonly usage: Pick<Usage, 'counter'>
  /** Default: all tenants are of one class. */
  readonly classOf?: TenantClassOf
}

type Known = WeakMap<Principal, Map<LoadedOperation, CallTerms>>

export function createTermsOfCalls({
  flags,
  flagMetrics,
  quotas,
  usage,
  classOf = () => 'default',
}: TermsParts): TermsOfCalls {
  // Principals are made anew whenever something about them changes, and go with their terms.
  let known: Known = new WeakMap()
  const forget = (): void => void (known = new WeakMap())
  const endings = [flags.onChange(forget), quotas.onChange(forget)]

  const workOut = (principal: Principal, operation: LoadedOperation): CallTerms => {
    const { tenant } = principal
    const { id: connector } = operation.connector.host.description
    return {
      ...callSwitches(flags, flagMetrics, principal, operation),
      metrics: operation.metrics.of(classOf(tenant)),
      usage: usage.counter({ tenant, connector, operation: operation.description.id }),
      quota: quotas.gate(tenant, connector),
    }
  }

  return {
    of(principal, operation) {
      let ofPrincipal = known.get(principal)
      if (ofPrincipal === undefined) {
        ofPrincipal = new Map()
        known.set(principal, ofPrincipal)
      }
      let terms = ofPrincipal.get(operation)
      if (terms === undefined) {
        terms = workOut(principal, operation)
        ofPrincipal.set(operation, terms)
      }
      return terms
    },
    close() {
      for (const end of endings) end()
    },
  }
}
