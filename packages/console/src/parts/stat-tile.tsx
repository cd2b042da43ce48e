import { Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface StatTileProps {
  readonly label: string
  readonly value: ReactNode
  /** What the figure is made of, or which one it is. */
  readonly detail?: ReactNode
  /** Of the figure, where it is not as it should be. */
  readonly color?: string | undefined
}

/** One figure that is looked for first. */
export function StatTile({ label, value, detail, color }: StatTileProps) {
  return (
    <Paper withBorder p="sm" px="md">
      <Text size="xs" c="dimmed" fw={500}>
        {label}
      </Text>
      <Text fz={24} lh={1.3} fw={650} className="figure" {...(color === undefined ? {} : { c: color })}>
        {value}
      </Text>
      <Text size="xs" c="dimmed" className="figure" mih={18}>
        {detail}
      </Text>
    </Paper>
  )
}
