import { Button, Code, CopyButton, Group, ScrollArea, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

interface CodeBlockProps {
  /** What it is, as a noun: "Command". */
  readonly label: string
  readonly text: string
}

/** Several lines to take along. They move sideways within the block. */
export function CodeBlock({ label, text }: CodeBlockProps) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-xs"
              onClick={copy}
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              aria-label={copied ? `Copied: ${label}` : `Copy: ${label}`}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
        <Code block>{text}</Code>
      </ScrollArea.Autosize>
    </Stack>
  )
}
