import { useMutation } from '@tanstack/react-query'
import { keysKey, revokeKey, type ApiKey } from '../../api/keys.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { formatAgo } from '../../parts/format.ts'
import { useAfterChange } from '../../parts/use-after-change.ts'

interface RevokeKeyProps {
  readonly revoked: ApiKey
  readonly onClose: () => void
}

export function RevokeKey({ revoked: { id, name, lastUsedAt }, onClose }: RevokeKeyProps) {
  const revoke = useMutation({
    mutationFn: () => revokeKey(id),
    onSuccess: useAfterChange(keysKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Revoke ${name}?`}
      confirm="Revoke it"
      color="red"
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
    >
      It is refused everywhere within a second, for good.{' '}
      {lastUsedAt === null ? 'It was never used.' : `It was last used ${formatAgo(lastUsedAt)}.`}
    </ConfirmModal>
  )
}
