import { Progress } from '@mantine/core'
import { fillColor, fillOf } from './fill.ts'

interface FillBarProps {
  /** How much is left of the whole, as a share; it may be below zero. */
  readonly left: number
  readonly label: string
  readonly size?: number
}

/** How much is left of something that runs out. The words beside it say the same. */
export function FillBar({ left, label, size = 8 }: FillBarProps) {
  return (
    <Progress.Root size={size} radius="xl" miw={56}>
      <Progress.Section value={fillOf(left) * 100} color={fillColor(left)} aria-label={label} />
    </Progress.Root>
  )
}
