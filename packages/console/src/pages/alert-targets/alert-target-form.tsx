import { Checkbox, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  addAlertTarget,
  alertTargetsKey,
  changeAlertTarget,
  type AlertSeverity,
  type AlertTarget,
  type AlertTargetKind,
  type MadeAlertTarget,
} from '../../api/alert-targets.ts'
import { connectorHealthQuery } from '../../api/connector-health.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'

interface AlertTargetFormProps {
  /** Undefined for a new one. */
  readonly target: AlertTarget | undefined
  readonly onMade: (target: MadeAlertTarget) => void
  readonly onClose: () => void
}

const kinds: ReadonlyArray<{ value: AlertTargetKind; label: string; example: string }> = [
  { value: 'webhook', label: 'Webhook', example: 'https://hooks.example.com/patchbay' },
  { value: 'slack', label: 'Slack', example: 'https://hooks.slack.com/services/…' },
  { value: 'email', label: 'Mail', example: 'on-call@example.com' },
]
const severities: ReadonlyArray<{ value: AlertSeverity; label: string }> = [
  { value: 'page', label: 'Pages: somebody has to look at once' },
  { value: 'ticket', label: 'Tickets: on the next working day' },
]

/** Adds or changes a target. */
export function AlertTargetForm({ target, onMade, onClose }: AlertTargetFormProps) {
  const [name, setName] = useState(target?.name ?? '')
  const [kind, setKind] = useState<AlertTargetKind>(target?.kind ?? 'webhook')
  const [address, setAddress] = useState('')
  const [chosen, setChosen] = useState<string[]>([...(target?.severities ?? ['page', 'ticket'])])
  const [connectors, setConnectors] = useState<string[]>([...(target?.connectors ?? [])])
  const { data: known = [] } = useQuery({ ...connectorHealthQuery, refetchInterval: false })
  const save = useMutation({
    async mutationFn() {
      const setting = {
        name: name.trim(),
        severities: severities.map(({ value }) => value).filter((value) => chosen.includes(value)),
        connectors: connectors.length === 0 ? null : connectors,
      }
      const where = address.trim()
      if (target === undefined) onMade(await addAlertTarget({ ...setting, kind, address: where }))
      else await changeAlertTarget(target.id, where === '' ? setting : { ...setting, address: where })
    },
    onSuccess: useAfterChange(alertTargetsKey, onClose),
  })
  const isReady = name.trim() !== '' && chosen.length > 0 && (target !== undefined || address.trim() !== '')
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={target === undefined ? 'Add a target' : `Change ${target.name}`}
      confirm={target === undefined ? 'Add' : 'Save'}
      isBusy={save.isPending}
      isReady={isReady}
      error={save.error}
      onConfirm={() => save.mutate()}
    >
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {target === undefined && (
          <Select
            label="Kind"
            allowDeselect={false}
            data={kinds.map(({ value, label }) => ({ value, label }))}
            value={kind}
            onChange={(value) => setKind(kinds.find((one) => one.value === value)?.value ?? kind)}
          />
        )}
        <TextInput
          label="Address"
          required={target === undefined}
          description={
            target === undefined
              ? 'It is kept encrypted, and shown in part only.'
              : `Now ${target.address}. Leave it empty to keep it.`
          }
          placeholder={kinds.find(({ value }) => value === kind)?.example ?? ''}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Checkbox.Group label="Told of" value={chosen} onChange={setChosen}>
          <Stack gap={6} mt={4}>
            {severities.map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
        <MultiSelect
          label="Connectors"
          placeholder={connectors.length === 0 ? 'All' : ''}
          data={known.map(({ connector, title }) => ({ value: connector, label: title }))}
          value={connectors}
          onChange={setConnectors}
          clearable
        />
      </Stack>
    </ConfirmModal>
  )
}
