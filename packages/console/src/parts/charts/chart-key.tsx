import { Group, Text } from '@mantine/core'
import type { CSSProperties } from 'react'
import { cssColorOfTone, type Tone } from './chart-colors.ts'
import classes from './chart.module.css'

interface ChartKeyProps {
  readonly tone: Tone
  readonly label: string
  readonly value?: string
}

/** What a colour of a chart stands for, and what it comes to. */
export function ChartKey({ tone, label, value }: ChartKeyProps) {
  return (
    <Group gap={6} wrap="nowrap">
      <span className={classes.key} style={{ '--key': cssColorOfTone(tone) } as CSSProperties} aria-hidden />
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {value !== undefined && (
        <Text size="xs" fw={600} className="figure">
          {value}
        </Text>
      )}
    </Group>
  )
}
