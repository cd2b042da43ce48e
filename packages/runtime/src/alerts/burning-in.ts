import type { Burning } from '../health/connector-health.ts'
import { installation } from '../objectives/scope.ts'
import type { AlertRecords } from './alert-records.ts'

/** What the health of connectors asks: which of them spend the budget of an objective too fast, as alerts say. */
export function burningIn(records: Pick<AlertRecords, 'firing'>) {
  return async (tenant: string | undefined): Promise<Burning> => {
    const firing = await records.firing(tenant ?? installation)
    const burning = firing.filter(({ name }) => name.endsWith('-burning'))
    // The one that has burned for longest speaks for the others.
    const byAge = burning.toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime())
    return new Map(
      byAge.map(({ connector, summary, startedAt }) => [
        connector,
        { message: summary, since: startedAt.getTime() },
      ]),
    )
  }
}
