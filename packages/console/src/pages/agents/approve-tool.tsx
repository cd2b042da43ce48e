import { Code, List, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import {
  approveTool,
  toolPinQuery,
  toolPinsKey,
  type ExaminedToolPin,
  type ToolPin,
} from '../../api/tool-pins.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'

interface ApproveToolProps {
  readonly pin: ToolPin
  readonly onClose: () => void
}

/** Shows what has changed of a tool, and lets agents have it again. Only what was shown is approved. */
export function ApproveTool({ pin: { id }, onClose }: ApproveToolProps) {
  const query = useQuery(toolPinQuery(id))
  const digest = query.data?.digest
  const approve = useMutation({
    async mutationFn() {
      if (digest !== undefined) await approveTool(id, digest)
    },
    onSuccess: useAfterChange(toolPinsKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Approve ${id}?`}
      confirm="Approve it"
      isBusy={approve.isPending}
      isReady={digest !== undefined}
      error={approve.error}
      onConfirm={() => approve.mutate()}
    >
      <Loaded query={query}>{(pin) => <Examined pin={pin} />}</Loaded>
    </ConfirmModal>
  )
}

function Examined({ pin }: { readonly pin: ExaminedToolPin }) {
  const { changes, suspicions, definition, trustedDefinition } = pin
  return (
    <Stack gap="sm">
      <Text size="sm">Agents are offered the tool again within a second, as it is described here.</Text>
      {suspicions.length > 0 && (
        <List size="sm">
          {suspicions.map(({ rule, pointer }) => (
            <List.Item key={rule + pointer}>
              {rule} at <Code>{pointer}</Code>
            </List.Item>
          ))}
        </List>
      )}
      {changes.length > 0 && (
        <Text size="sm">
          Changed: <Code className="breakable">{changes.join(', ')}</Code>
        </Text>
      )}
      <Definition title="Now" definition={definition} />
      {trustedDefinition !== null && <Definition title="As it was trusted" definition={trustedDefinition} />}
    </Stack>
  )
}

function Definition({ title, definition }: { readonly title: string; readonly definition: unknown }) {
  return (
    <div>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      <Code block tabIndex={0} mah={220}>
        {JSON.stringify(definition, null, 2)}
      </Code>
    </div>
  )
}
