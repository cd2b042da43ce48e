import { Group, Stack, Text } from '@mantine/core'
import type { StatisticsSeries } from '../../api/statistics.ts'
import { MiniBars } from '../../parts/charts/mini-bars.tsx'
import { formatCount, formatSeconds, formatShare, none } from '../../parts/format.ts'
import { trafficBars } from './overview-figures.ts'

interface CardTrafficProps {
  readonly traffic: StatisticsSeries | undefined
  readonly isCounted: boolean
}

/** A foot for each minute of an hour in which nothing was called. */
const noTraffic = Array.from({ length: 60 }, (_, minute) => ({ at: String(minute), value: 0 }))

/** The calls of the last hour: their course, and their figures. */
export function CardTraffic({ traffic, isCounted }: CardTrafficProps) {
  const total = traffic?.total
  const failed = total === undefined ? 0 : total.errors.vendor + total.errors.patchbay
  const figures = [
    { label: 'Calls', value: total === undefined ? (isCounted ? '0' : none) : formatCount(total.calls) },
    {
      label: 'Failed',
      value: formatShare(total?.errorRatio),
      color: (total?.errorRatio ?? 0) > 0.05 ? 'red' : undefined,
    },
    { label: 'p50', value: formatSeconds(total?.p50) },
    { label: 'p95', value: formatSeconds(total?.p95) },
    { label: 'p99', value: formatSeconds(total?.p99) },
  ]
  return (
    <Stack gap={6}>
      <MiniBars
        bars={traffic === undefined ? noTraffic : trafficBars(traffic)}
        label={`Calls in the last hour: ${total?.calls ?? 0}, of which ${failed} failed`}
      />
      <Group justify="space-between" gap="xs" wrap="nowrap">
        {figures.map(({ label, value, color }) => (
          <div key={label}>
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text size="sm" fw={600} className="figure" {...(color === undefined ? {} : { c: color })}>
              {value}
            </Text>
          </div>
        ))}
      </Group>
    </Stack>
  )
}
