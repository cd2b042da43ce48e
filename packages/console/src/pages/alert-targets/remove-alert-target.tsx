import { useMutation } from '@tanstack/react-query'
import { alertTargetsKey, removeAlertTarget, type AlertTarget } from '../../api/alert-targets.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'

interface RemoveAlertTargetProps {
  readonly target: AlertTarget
  readonly onClose: () => void
}

export function RemoveAlertTarget({ target: { id, name }, onClose }: RemoveAlertTargetProps) {
  const remove = useMutation({
    mutationFn: () => removeAlertTarget(id),
    onSuccess: useAfterChange(alertTargetsKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Remove ${name}?`}
      confirm="Remove"
      color="red"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      It is told of nothing any more. Its address and secret are gone for good.
    </ConfirmModal>
  )
}
