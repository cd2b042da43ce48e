import { burningRules, type BurnRule, type Severity } from '../objectives/burn-rates.ts'
import type { Objectives } from '../objectives/open-objectives.ts'
import { measureObjectives, tenantOf, type MeasuredObjective } from '../objectives/measure-objectives.ts'
import { objectiveInWords, percent } from '../objectives/objective-words.ts'
import { createWindowReader } from '../objectives/window-counts.ts'
import type { Condition } from './alert.ts'
import type { Watcher } from './findings.ts'

export interface BurningObjectives extends Watcher {
  /** What the last look has measured for the installation; undefined before the first. */
  readonly measured: readonly MeasuredObjective[] | undefined
}

/**
 * Looks for budgets that burn. However many tenants are watched, it asks for each window once: for those of all tenants
 * together, or told apart by tenant, of which the installation's are the sum.
 */
export function watchObjectives(
  { known, history }: Pick<Objectives, 'known' | 'history'>,
  now: () => number,
  installation: string,
): BurningObjectives {
  const read = createWindowReader(history)
  let measured: readonly MeasuredObjective[] | undefined
  return {
    names: ['availability-burning', 'latency-burning', 'freshness-burning'],
    get measured() {
      return measured
    },
    async look(scopes) {
      const isByTenant = [...scopes].some((scope) => scope !== installation)
      const counts = await read(now(), { isByTenant })
      const byScope = new Map(
        [...scopes].map((scope) => [scope, measureObjectives(known.of(scope), counts, tenantOf(scope))]),
      )
      measured = byScope.get(installation)
      return [...byScope].flatMap(([scope, all]) => all.flatMap((one) => conditionsOf(scope, one)))
    },
  }
}

/** One condition for each severity, by its most urgent rule: what burns twice as fast as it must is no second alert. */
function conditionsOf(scope: string, { objective, windows, burn }: MeasuredObjective): Condition[] {
  const { connector, kind, target } = objective
  const bySeverity = new Map<Severity, BurnRule>()
  for (const rule of burningRules(windows, target)) {
    if (!bySeverity.has(rule.severity)) bySeverity.set(rule.severity, rule)
  }
  return [...bySeverity].map(([severity, { rate, long, short }]) => ({
    scope,
    name: `${kind}-burning` as const,
    severity,
    connector,
    subject: kind,
    objective: kind,
    rule: { rate, long, short },
    burn: burn[long],
    summary: `${connector}: the budget of 30 days is spent ${rounded(burn[long])} times as fast as it lasts over ${long} (${rounded(burn[short])} times over ${short}; alert above ${rate}). Promised: ${objectiveInWords(objective)}; ${percent(share(windows[long]))} over ${long}.`,
  }))
}

const share = ({ total, good }: { readonly total: number; readonly good: number }): number => good / total
const rounded = (rate: number): number => Number(rate.toPrecision(3))
