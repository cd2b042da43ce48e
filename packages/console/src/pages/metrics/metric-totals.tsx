import { SimpleGrid } from '@mantine/core'
import type { StatisticsPoint } from '../../api/statistics.ts'
import { formatCount, formatSeconds, formatShare } from '../../parts/format.ts'
import { StatTile } from '../../parts/stat-tile.tsx'
import { cacheShare } from './metric-series.ts'

/** What the calls of the whole range come to. */
export function MetricTotals({ total }: { readonly total: StatisticsPoint | undefined }) {
  const { caller, vendor, patchbay } = total?.errors ?? { caller: 0, vendor: 0, patchbay: 0 }
  const ratio = total?.errorRatio ?? null
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <StatTile
        label="Calls"
        value={formatCount(total?.calls ?? 0)}
        detail={`${formatCount(caller)} wrong by the caller`}
      />
      <StatTile
        label="Failed"
        value={formatShare(ratio)}
        detail={`${formatCount(vendor)} by vendors, ${formatCount(patchbay)} by Patchbay`}
        color={ratio !== null && ratio > 0.05 ? 'red' : undefined}
      />
      <StatTile label="p50" value={formatSeconds(total?.p50)} detail="half are faster" />
      <StatTile label="p95" value={formatSeconds(total?.p95)} detail="19 of 20 are faster" />
      <StatTile label="p99" value={formatSeconds(total?.p99)} detail="99 of 100 are faster" />
      <StatTile
        label="From the cache"
        value={formatShare(total === undefined ? null : cacheShare(total))}
        detail={`${formatCount(total?.cacheHits ?? 0)} calls`}
      />
    </SimpleGrid>
  )
}
