import { Group, Stack, Text } from '@mantine/core'
import { pointTime } from './axis-times.ts'
import { ChartKey } from './chart-key.tsx'
import type { ChartData } from './chart-series.ts'
import classes from './chart.module.css'

interface ChartTipProps {
  readonly data: ChartData
  readonly index: number
  /** Pixels from the left edge of the chart's grid. */
  readonly left: number
  readonly width: number
  readonly format: (value: number | null) => string
}

const axis = 58

/** The values at one moment, beside the pointer, on the side where there is more room. */
export function ChartTip({ data, index, left, width, format }: ChartTipProps) {
  const time = data.times[index]
  if (time === undefined) return null
  const place = left > width / 2 ? { right: width - axis - left + 12 } : { left: axis + left + 12 }
  return (
    <div className={classes.tip} style={place} aria-hidden>
      <Text size="xs" fw={600} mb={4}>
        {pointTime(time)}
      </Text>
      <Stack gap={2}>
        {data.series.map(({ label, tone, values }) => (
          <Group key={label} justify="space-between" gap="md" wrap="nowrap">
            <ChartKey tone={tone} label={label} />
            <Text size="xs" fw={600}>
              {format(values[index] ?? null)}
            </Text>
          </Group>
        ))}
      </Stack>
    </div>
  )
}
