import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import { createKey, keysKey, type MadeKey } from '../../api/keys.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { firstDraft, toNewKey } from './key-draft.ts'
import { KeyFields } from './key-fields.tsx'

interface CreateKeyProps {
  readonly onMade: (key: MadeKey) => void
  readonly onClose: () => void
}

export function CreateKey({ onMade, onClose }: CreateKeyProps) {
  const [draft, setDraft] = useState(firstDraft)
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: () => createKey(toNewKey(draft, Date.now())),
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
      title="Create a key"
      confirm="Create it"
      isBusy={create.isPending}
      isReady={draft.name.trim() !== ''}
      error={create.error}
      onConfirm={() => create.mutate()}
    >
      <KeyFields
        draft={draft}
        onChange={setDraft}
        errors={create.error instanceof ApiProblem ? create.error.errors : []}
      />
    </ConfirmModal>
  )
}
