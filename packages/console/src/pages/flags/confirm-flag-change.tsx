import { Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { flagsKey, removeFlagRule, setFlagRule } from '../../api/flags.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'
import { scopeWords, type FlagChange } from './flag-change.ts'

interface ConfirmFlagChangeProps {
  readonly change: FlagChange
  readonly onClose: () => void
}

const verbs = { on: 'Switch on', off: 'Switch off', remove: 'Remove' } as const

export function ConfirmFlagChange({ change, onClose }: ConfirmFlagChangeProps) {
  const { act, flag, rule, version } = change
  const [note, setNote] = useState('')
  const save = useMutation({
    async mutationFn() {
      if (act !== 'remove') await setFlagRule(flag, rule, { value: act === 'on', note: note.trim() }, version)
      else if (version !== undefined) await removeFlagRule(flag, rule, version)
    },
    onSuccess: useAfterChange(flagsKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={act === 'remove' ? `Remove a rule of ${flag}?` : `${verbs[act]} ${flag}?`}
      confirm={verbs[act]}
      {...(act === 'off' ? { color: 'red' } : {})}
      isBusy={save.isPending}
      error={save.error}
      onConfirm={() => save.mutate()}
    >
      {act === 'remove' ? (
        `What is said of ${scopeWords(rule)} falls to the next rule, or to the default.`
      ) : (
        <Stack gap="sm">
          <span>
            For {scopeWords(rule)}. Rules for one connector or operation of the tenant, and kill switches,
            still come before it.
          </span>
          <TextInput
            label="Why"
            description="For whoever reads it later."
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Stack>
      )}
    </ConfirmModal>
  )
}
