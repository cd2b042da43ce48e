import { Select, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { alertsKey } from '../../api/alerts.ts'
import { objectiveKinds, objectivesQuery, type ObjectiveKind } from '../../api/objectives.ts'
import { addSilence, silencesKey } from '../../api/silences.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'

interface AddSilenceProps {
  readonly connector?: string | null
  readonly objective?: ObjectiveKind | null
  readonly onClose: () => void
}

const spans = [
  { value: '1', label: 'For an hour' },
  { value: '4', label: 'For four hours' },
  { value: '24', label: 'For a day' },
  { value: '168', label: 'For a week' },
]

/** Asks of what nobody should be told, for how long, and why. */
export function AddSilence({ onClose, ...given }: AddSilenceProps) {
  const [connector, setConnector] = useState(given.connector ?? null)
  const [objective, setObjective] = useState<ObjectiveKind | null>(given.objective ?? null)
  const [hours, setHours] = useState('4')
  const [reason, setReason] = useState('')
  const { data: objectives = [] } = useQuery(objectivesQuery)
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: () =>
      addSilence({
        ...(connector === null ? {} : { connector }),
        ...(objective === null ? {} : { objective }),
        until: new Date(Date.now() + Number(hours) * 3_600_000).toISOString(),
        reason: reason.trim(),
      }),
    async onSuccess() {
      await Promise.all([
        queries.invalidateQueries({ queryKey: silencesKey }),
        queries.invalidateQueries({ queryKey: alertsKey }),
      ])
      onClose()
    },
  })
  const connectors = new Set(objectives.map((one) => one.connector))
  if (connector !== null) connectors.add(connector)
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title="Silence alerts"
      confirm="Silence"
      isBusy={add.isPending}
      isReady={reason.trim() !== ''}
      error={add.error}
      onConfirm={() => add.mutate()}
    >
      <Stack gap="sm">
        They are still shown, but nobody is told of them.
        <Select
          label="Connector"
          placeholder="All"
          clearable
          data={[...connectors].toSorted()}
          value={connector}
          onChange={setConnector}
        />
        <Select
          label="Objective"
          placeholder="All"
          clearable
          data={objectiveKinds}
          value={objective}
          onChange={(value) => setObjective(objectiveKinds.find((kind) => kind === value) ?? null)}
        />
        <Select
          label="How long"
          data={spans}
          value={hours}
          allowDeselect={false}
          onChange={(value) => setHours(value ?? '4')}
        />
        <Textarea
          label="Why"
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmModal>
  )
}
