import { Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { acknowledgeAlert, alertsKey, type Alert } from '../../api/alerts.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'

interface AcknowledgeAlertProps {
  readonly alert: Alert
  readonly onClose: () => void
}

/** Tells the others that somebody takes care of it. */
export function AcknowledgeAlert({ alert, onClose }: AcknowledgeAlertProps) {
  const [note, setNote] = useState('')
  const acknowledge = useMutation({
    mutationFn: () => acknowledgeAlert(alert.id, note.trim()),
    onSuccess: useAfterChange(alertsKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title="Acknowledge this alert"
      confirm="Acknowledge"
      isBusy={acknowledge.isPending}
      error={acknowledge.error}
      onConfirm={() => acknowledge.mutate()}
    >
      <Stack gap="sm">
        <Text size="sm">{alert.summary}</Text>
        <Textarea
          label="Note"
          description="What you found, or do about it. Everybody of the tenant sees it."
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmModal>
  )
}
