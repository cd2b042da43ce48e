import { Select, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ErrorGroupChange } from '../../api/error-groups.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'

interface MuteErrorProps {
  readonly isBusy: boolean
  readonly error: unknown
  readonly onMute: (change: ErrorGroupChange) => void
  readonly onClose: () => void
}

const spans = [
  { value: '1', label: 'For an hour' },
  { value: '24', label: 'For a day' },
  { value: '168', label: 'For a week' },
  { value: '', label: 'Until it is reopened' },
]

/** Asks for how long, and why, for those who wonder later. */
export function MuteError({ isBusy, error, onMute, onClose }: MuteErrorProps) {
  const [hours, setHours] = useState('24')
  const [note, setNote] = useState('')
  const mute = () =>
    onMute({
      state: 'muted',
      ...(hours === '' ? {} : { mutedUntil: new Date(Date.now() + Number(hours) * 3_600_000).toISOString() }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title="Mute this error"
      confirm="Mute"
      isBusy={isBusy}
      error={error}
      onConfirm={mute}
    >
      <Stack gap="sm">
        It is still counted, but no longer among the open ones.
        <Select
          label="How long"
          data={spans}
          value={hours}
          allowDeselect={false}
          onChange={(value) => setHours(value ?? '')}
        />
        <Textarea
          label="Why"
          placeholder="Known to the vendor, mended in their next release"
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmModal>
  )
}
