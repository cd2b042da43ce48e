import { Alert, Stack, Text } from '@mantine/core'
import { CopyableCode } from '../../parts/copyable-code.tsx'

interface SigningSecretProps {
  readonly name: string
  readonly secret: string
  readonly onClose: () => void
}

/** What the receiver of a webhook checks messages by. The server tells it this once. */
export function SigningSecret({ name, secret, onClose }: SigningSecretProps) {
  return (
    <Alert
      color="cyan"
      variant="light"
      title={`The secret of ${name}`}
      withCloseButton
      closeButtonLabel="I have taken it"
      onClose={onClose}
      role="status"
    >
      <Stack gap="xs">
        <Text size="sm">
          Each message is signed with it, as Standard Webhooks has it. Give it to the receiver now: it is not
          shown again.
        </Text>
        <CopyableCode label="secret" text={secret} />
      </Stack>
    </Alert>
  )
}
