import { SimpleGrid } from '@mantine/core'
import { formatCount, formatSeconds, formatShare, none } from '../../parts/format.ts'
import { StatTile } from '../../parts/stat-tile.tsx'
import { countBreakers, countStates, tightestObjective } from './overview-figures.ts'
import type { Overview } from './use-overview.ts'

/** The figures of all connectors together. What is not known is a dash: why, stands further down. */
export function Totals({ health, whole, objectives }: Overview) {
  const connectors = health.data ?? []
  const states = countStates(connectors)
  const breakers = countBreakers(connectors)
  const total = whole.data?.series[0]?.total
  const tightest = tightestObjective(objectives.data ?? [])
  const left = tightest?.budget.left ?? null
  const ratio = total?.errorRatio ?? null
  const unwell = [
    ...(states.down > 0 ? [`${states.down} down`] : []),
    ...(states.degraded > 0 ? [`${states.degraded} degraded`] : []),
  ]
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <StatTile
        label="Connectors ok"
        value={health.data === undefined ? none : `${states.ok} of ${connectors.length}`}
        detail={unwell.length > 0 ? unwell.join(', ') : health.data === undefined ? '' : 'all are well'}
        color={states.down > 0 ? 'red' : states.degraded > 0 ? 'yellow' : undefined}
      />
      <StatTile
        label="Calls"
        value={total === undefined ? none : formatCount(total.calls)}
        detail={total === undefined ? '' : `${formatCount(total.cacheHits)} from the cache`}
      />
      <StatTile
        label="Failed"
        value={formatShare(ratio)}
        detail={
          total === undefined
            ? ''
            : `${formatCount(total.errors.vendor)} by vendors, ${formatCount(total.errors.patchbay)} by Patchbay`
        }
        color={ratio !== null && ratio > 0.05 ? 'red' : undefined}
      />
      <StatTile
        label="Duration, p95"
        value={formatSeconds(total?.p95)}
        detail={total === undefined ? '' : `p50 ${formatSeconds(total.p50)}, p99 ${formatSeconds(total.p99)}`}
      />
      <StatTile
        label="Least error budget left"
        value={formatShare(left)}
        detail={tightest === undefined ? '' : `${tightest.connector}, ${tightest.kind}`}
        color={left !== null && left <= 0 ? 'red' : left !== null && left < 0.2 ? 'yellow' : undefined}
      />
      <StatTile
        label="Breakers not closed"
        value={health.data === undefined ? none : String(breakers.open)}
        detail={health.data === undefined ? '' : `of ${breakers.all}`}
        color={breakers.open > 0 ? 'red' : undefined}
      />
    </SimpleGrid>
  )
}
