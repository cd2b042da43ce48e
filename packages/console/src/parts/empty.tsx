import { Paper, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** What stands where nothing is yet: why, and how to begin. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Paper withBorder p="xl">
      <Stack gap="xs" align="center" ta="center">
        <Text fw={600}>{title}</Text>
        {children !== undefined && (
          <Text c="dimmed" size="sm" maw={520} component="div">
            {children}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}
