import { MultiSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { effects, type Effect } from '../../api/connectors.ts'
import { addToolset, toolsetsKey } from '../../api/toolsets.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { readPatterns } from './read-patterns.ts'

export function AddToolset({ onClose }: { readonly onClose: () => void }) {
  const [title, setTitle] = useState('')
  const [name, setName] = useState('')
  const [written, setWritten] = useState('')
  const [chosen, setChosen] = useState<readonly Effect[]>([])
  const patterns = readPatterns(written)
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: () =>
      addToolset(name.trim(), {
        title: title.trim(),
        description: '',
        patterns,
        ...(chosen.length > 0 && { effects: chosen }),
      }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: toolsetsKey })
      onClose()
    },
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title="Add a toolset"
      confirm="Add it"
      isBusy={add.isPending}
      isReady={title.trim() !== '' && name.trim() !== '' && patterns.length > 0}
      error={add.error}
      onConfirm={() => add.mutate()}
    >
      <Stack gap="sm">
        <TextInput
          label="Title"
          required
          data-autofocus
          maxLength={100}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label="Name"
          description="What keys and requests name it by, such as support.read."
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="Operations"
          description="One in each line: connector/operation, where * stands for anything, such as gsc/* or */*.list."
          required
          autosize
          minRows={3}
          value={written}
          onChange={(event) => setWritten(event.currentTarget.value)}
        />
        <MultiSelect
          label="Effects"
          placeholder={chosen.length === 0 ? 'All' : ''}
          data={effects}
          value={[...chosen]}
          onChange={(picked) => setChosen(effects.filter((effect) => picked.includes(effect)))}
          clearable
        />
      </Stack>
    </ConfirmModal>
  )
}
