import type { Call } from '../call.ts'
import { ledgerOf } from '../state.ts'

/** Answers what is left of all quotas of a property. */
export function quotaSnapshot({ property, state, at }: Call) {
  const status = (category: 'core' | 'realtime' | 'funnel', consumed: number) =>
    ledgerOf(state, property, category).status(at, consumed)
  return {
    tokens: 1,
    body: {
      name: `properties/${property.id}/propertyQuotasSnapshot`,
      corePropertyQuota: status('core', 0),
      realtimePropertyQuota: status('realtime', 0),
      funnelPropertyQuota: status('funnel', 0),
    },
  }
}
