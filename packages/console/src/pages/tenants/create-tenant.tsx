import { Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { createTenant, tenantsKey } from '../../api/tenants.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'

export function CreateTenant({ onClose }: { readonly onClose: () => void }) {
  const [title, setTitle] = useState('')
  const [id, setId] = useState('')
  const create = useMutation({
    mutationFn: () => createTenant(id.trim(), title.trim()),
    onSuccess: useAfterChange(tenantsKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title="Create a tenant"
      confirm="Create it"
      isBusy={create.isPending}
      isReady={title.trim() !== '' && id.trim() !== ''}
      error={create.error}
      onConfirm={() => create.mutate()}
    >
      <Stack gap="sm">
        <TextInput
          label="Title"
          description="For people."
          required
          data-autofocus
          maxLength={100}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label="Id"
          description="Words in small letters with hyphens between. It cannot be changed later."
          required
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmModal>
  )
}
