import { Badge } from '@mantine/core'
import { colorOf } from './status-colors.ts'

/** A state in one word. The word says it; the colour only helps to find it. */
export function StatusBadge({ status, title }: { readonly status: string; readonly title?: string }) {
  return (
    <Badge color={colorOf(status)} variant="light" tt="none" {...(title === undefined ? {} : { title })}>
      {status.replaceAll('_', ' ').replaceAll('-', ' ')}
    </Badge>
  )
}
