import { Alert, Stack, Text } from '@mantine/core'
import type { MadeKey } from '../../api/keys.ts'
import { CopyableCode } from '../../parts/copyable-code.tsx'

interface MadeKeyTextProps {
  readonly made: MadeKey
  readonly onClose: () => void
}

/** The key itself. The server keeps no copy that could be read, so this is the one time. */
export function MadeKeyText({ made: { name, key }, onClose }: MadeKeyTextProps) {
  return (
    <Alert
      color="cyan"
      variant="light"
      title={`The key ${name}`}
      withCloseButton
      closeButtonLabel="I have taken it"
      onClose={onClose}
      role="status"
    >
      <Stack gap="xs">
        <Text size="sm">Take it now, to where the program reads its secrets: it is not shown again.</Text>
        <CopyableCode label="key" text={key} />
      </Stack>
    </Alert>
  )
}
