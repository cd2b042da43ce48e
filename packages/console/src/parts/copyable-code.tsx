import { ActionIcon, Code, CopyButton, Group } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

/** An id that is needed elsewhere, with a button that takes it along. */
export function CopyableCode({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Code className="breakable">{text}</Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            onClick={copy}
            aria-label={copied ? `Copied the ${label}` : `Copy the ${label}`}
          >
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  )
}
