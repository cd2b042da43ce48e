import { installation } from '../objectives/scope.ts'
import type { Quotas } from '../usage/quotas/open-quotas.ts'
import type { Condition } from './alert.ts'
import type { Watcher } from './findings.ts'

/** Looks for quotas of watched tenants of which more is used than their own mark for a warning. */
export function watchQuotas(quotas: Pick<Quotas, 'find' | 'levels'>): Watcher {
  const conditionsOf = async (tenant: string): Promise<Condition[]> => {
    const levels = await quotas.levels(tenant)
    return levels
      .filter(({ state }) => state !== 'ok')
      .map(({ connector, policy, period, calls, used, resetsAt }) => ({
        scope: tenant,
        name: 'quota-nearly-spent',
        severity: 'ticket',
        connector: connector ?? '',
        subject: policy,
        summary: `${used} of the ${calls} calls that ${tenant} has for the ${period}${connector === undefined ? '' : ` at ${connector}`} are made; it begins anew at ${resetsAt}.`,
      }))
  }
  return {
    names: ['quota-nearly-spent'],
    async look(scopes) {
      const withQuota = [...scopes].filter(
        (scope) => scope !== installation && quotas.find(scope) !== undefined,
      )
      return (await Promise.all(withQuota.map(conditionsOf))).flat()
    },
  }
}
