import { Select, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keysKey, rotateKey, type ApiKey, type MadeKey } from '../../api/keys.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'

interface RotateKeyProps {
  readonly rotated: ApiKey
  readonly onMade: (key: MadeKey) => void
  readonly onClose: () => void
}

const overlaps = [
  { value: '0s', label: 'No time at all' },
  { value: '1h', label: 'One hour' },
  { value: '1d', label: 'One day' },
  { value: '7d', label: 'A week' },
  { value: '30d', label: '30 days' },
]

/** Gives a key another text while its programs go on with the one they have. */
export function RotateKey({ rotated: { id, name, version }, onMade, onClose }: RotateKeyProps) {
  const [overlap, setOverlap] = useState('1d')
  const queries = useQueryClient()
  const rotate = useMutation({
    mutationFn: () => rotateKey(id, overlap, version),
    async onSuccess(made) {
      onMade(made)
      onClose()
      await queries.invalidateQueries({ queryKey: keysKey })
    },
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Rotate ${name}?`}
      confirm="Rotate it"
      isBusy={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate()}
    >
      <Stack gap="sm">
        <span>It gets a new text, which is shown once. What it may do stays the same.</span>
        <Select
          label="The text before stays valid for"
          description="Long enough to give the new one to every program that has it."
          allowDeselect={false}
          data={overlaps}
          value={overlap}
          onChange={(chosen) => setOverlap(chosen ?? overlap)}
        />
      </Stack>
    </ConfirmModal>
  )
}
