import { MultiSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { effects, type Effect } from '../../api/connectors.ts'
import { addToolset, changeToolset, toolsetsKey, type Toolset } from '../../api/toolsets.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'
import { readPatterns } from './read-patterns.ts'

interface ToolsetFormProps {
  /** The one that is changed. Default: a new one is added. */
  readonly toolset?: Toolset
  readonly onClose: () => void
}

export function ToolsetForm({ toolset: given, onClose }: ToolsetFormProps) {
  // The page goes on asking: what is changed is what was there when the form was opened.
  const [toolset] = useState(given)
  const [title, setTitle] = useState(toolset?.title ?? '')
  const [name, setName] = useState(toolset?.name ?? '')
  const [description, setDescription] = useState(toolset?.description ?? '')
  const [written, setWritten] = useState(toolset?.patterns.join('\n') ?? '')
  const [chosen, setChosen] = useState<readonly Effect[]>(toolset?.effects ?? [])
  const patterns = readPatterns(written)
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn() {
      const setting = {
        title: title.trim(),
        description: description.trim(),
        patterns,
        ...(chosen.length > 0 && { effects: chosen }),
      }
      return toolset?.version === undefined
        ? addToolset(name.trim(), setting)
        : changeToolset(toolset.name, setting, toolset.version)
    },
    onSuccess: useAfterChange(toolsetsKey, onClose),
    // Whoever was too late sees what is there now.
    onError: () => queries.invalidateQueries({ queryKey: toolsetsKey }),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={toolset === undefined ? 'Add a toolset' : `Change ${toolset.name}`}
      confirm={toolset === undefined ? 'Add it' : 'Save'}
      isBusy={save.isPending}
      isReady={title.trim() !== '' && name.trim() !== '' && patterns.length > 0}
      error={save.error}
      onConfirm={() => save.mutate()}
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
          disabled={toolset !== undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="What it is for"
          maxLength={500}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
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
