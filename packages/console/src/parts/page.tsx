import { Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

interface PageProps {
  readonly title: string
  /** One sentence: what the page is for. */
  readonly about?: ReactNode
  /** What can be done here, at the right of the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page. */
export function Page({ title, about, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Patchbay`)
  return (
    <Stack gap="lg" maw={1440} mx="auto">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {about !== undefined && (
            <Text c="dimmed" size="sm" maw={720}>
              {about}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}
