import { useMutation } from '@tanstack/react-query'
import { removeToolset, toolsetsKey, type Toolset } from '../../api/toolsets.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'

interface RemoveToolsetProps {
  readonly toolset: Toolset
  readonly onClose: () => void
}

export function RemoveToolset({ toolset: { name, version = 0 }, onClose }: RemoveToolsetProps) {
  const remove = useMutation({
    mutationFn: () => removeToolset(name, version),
    onSuccess: useAfterChange(toolsetsKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Remove ${name}?`}
      confirm="Remove it"
      color="red"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      Requests can no longer ask for it. It stays while a key is held to it.
    </ConfirmModal>
  )
}
