import { Group, Paper, Stack, ThemeIcon, Title, VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './step.module.css'

interface StepProps {
  readonly number: number
  readonly title: string
  /** Undefined while it is not known, or where it may not be known. */
  readonly isDone: boolean | undefined
  readonly children: ReactNode
}

/** One step, with a tick once it is done. */
export function Step({ number, title, isDone, children }: StepProps) {
  return (
    <Paper withBorder p="md" component="li" className={classes.step}>
      <Group align="flex-start" wrap="nowrap" gap="md">
        <ThemeIcon
          radius="xl"
          variant={isDone === true ? 'filled' : 'default'}
          color={isDone === true ? 'teal' : 'gray'}
          aria-hidden
        >
          {isDone === true ? <IconCheck size={18} /> : number}
        </ThemeIcon>
        <Stack gap="sm" flex={1} miw={0}>
          <Title order={2} size="h4">
            {title}
            {isDone === true && <VisuallyHidden> (done)</VisuallyHidden>}
          </Title>
          {children}
        </Stack>
      </Group>
    </Paper>
  )
}
