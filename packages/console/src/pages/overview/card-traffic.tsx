import { Group, Stack, Text } from '@mantine/core'
import type { Statistics } from '../../api/statistics.ts'
import { MiniBars } from '../../parts/charts/mini-bars.tsx'
import { formatCount, formatSeconds, formatShare, none } from '../../parts/format.ts'
import { trafficBars } from './overview-figures.ts'

interface CardTrafficProps {
  /** Undefined while they are not known. */
  readonly statistics: Statistics | undefined
  readonly connector: string
}

/** The calls of the last hour: their course, and their figures. */
export function CardTraffic({ statistics, connector }: CardTrafficProps) {
  const traffic = statistics?.series.find((one) => one.connector === connector)
  const total = traffic?.total
  const failed = total === undefined ? 0 : total.errors.vendor + total.errors.patchbay
  const figures = [
    {
      label: 'Calls',
      value: total === undefined ? (statistics === undefined ? none : '0') : formatCount(total.calls),
    },
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
        bars={statistics === undefined ? [] : trafficBars(statistics, traffic)}
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
