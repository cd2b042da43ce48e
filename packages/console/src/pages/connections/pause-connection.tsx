import { useMutation } from '@tanstack/react-query'
import { changeConnection, connectionsKey, type Connection } from '../../api/connections.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'

interface PauseConnectionProps {
  readonly connection: Connection
  readonly onClose: () => void
}

/** Switches a connection off, or on again. */
export function PauseConnection({ connection, onClose }: PauseConnectionProps) {
  const { id, state } = connection
  const isPaused = state === 'disabled'
  const change = useMutation({
    // The state alone is changed, whatever else has become of the connection meanwhile.
    mutationFn: () => changeConnection({ id }, { state: isPaused ? 'active' : 'disabled' }),
    onSuccess: useAfterChange(connectionsKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={isPaused ? `Resume ${id}?` : `Pause ${id}?`}
      confirm={isPaused ? 'Resume' : 'Pause'}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate()}
    >
      {isPaused
        ? 'Calls go over it again on all instances, with the credentials that it has.'
        : 'Calls over it are refused until it is resumed, and those that run are ended. Its credentials are kept.'}
    </ConfirmModal>
  )
}
