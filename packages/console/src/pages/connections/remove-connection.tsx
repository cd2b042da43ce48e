import { useMutation, useQueryClient } from '@tanstack/react-query'
import { connectionsKey, removeConnection, type Connection } from '../../api/connections.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'

interface RemoveConnectionProps {
  readonly connection: Pick<Connection, 'id'>
  readonly onRemoved?: () => void
  readonly onClose: () => void
}

export function RemoveConnection({ connection: { id }, onRemoved, onClose }: RemoveConnectionProps) {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeConnection(id),
    async onSuccess() {
      // The page of what is gone is left before anything is asked of it again.
      onRemoved?.()
      onClose()
      await queries.invalidateQueries({ queryKey: connectionsKey })
    },
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Remove ${id}?`}
      confirm="Remove"
      color="red"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      Its credentials are deleted, and given back at the vendor where that can be done. Calls that run over it
      are ended. It cannot be brought back.
    </ConfirmModal>
  )
}
