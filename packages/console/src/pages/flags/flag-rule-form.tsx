import { NumberInput, SegmentedControl, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { connectorsQuery } from '../../api/connectors.ts'
import { flagsKey, setFlagRule, type Flag, type FlagRule } from '../../api/flags.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useMay } from '../../session/session-context.ts'
import { useAfterChange } from '../../parts/use-after-change.ts'
import { ruleId, scopeWords } from './flag-change.ts'

interface FlagRuleFormProps {
  readonly flag: Flag
  /** The rule that is changed. Default: one is added. */
  readonly rule?: FlagRule
  readonly tenant: string
  readonly onClose: () => void
}

/** A rule of a flag: what it is about, what the flag is there, and for which share. */
export function FlagRuleForm({ flag, rule: given, tenant, onClose }: FlagRuleFormProps) {
  // The page goes on asking: what is changed is what was there when the form was opened.
  const [rule] = useState(given)
  const [isForAll, setForAll] = useState(false)
  const [connector, setConnector] = useState('*')
  const [operation, setOperation] = useState('')
  const [value, setValue] = useState(rule?.value ?? !flag.default)
  const [percentage, setPercentage] = useState<number | string>(rule?.percentage ?? 100)
  const [rolloutBy, setRolloutBy] = useState(rule?.rolloutBy ?? 'tenant')
  const [isKilled, setKilled] = useState(rule?.isKilled ?? false)
  const [note, setNote] = useState(rule?.note ?? '')
  const mayForAll = useMay('operations.write')
  const { data: connectors = [] } = useQuery({ ...connectorsQuery, enabled: useMay('connectors.read') })
  const id = rule?.id ?? ruleId(isForAll ? '*' : tenant, connector, operation)
  const save = useMutation({
    mutationFn: () =>
      setFlagRule(
        flag.key,
        id,
        { value, percentage: Number(percentage), rolloutBy, isKilled, note: note.trim() },
        rule?.version,
      ),
    onSuccess: useAfterChange(flagsKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={rule === undefined ? `Add a rule of ${flag.key}` : `Change a rule of ${flag.key}`}
      confirm="Save"
      isBusy={save.isPending}
      isReady={percentage !== ''}
      error={save.error}
      onConfirm={() => save.mutate()}
    >
      <Stack gap="sm">
        {rule === undefined && (
          <>
            {mayForAll && (
              <Switch
                label="For all tenants"
                checked={isForAll}
                onChange={(event) => setForAll(event.currentTarget.checked)}
              />
            )}
            <Select
              label="Connector"
              allowDeselect={false}
              data={[{ value: '*', label: 'All' }, ...connectors.map((one) => one.id)]}
              value={connector}
              onChange={(chosen) => {
                setConnector(chosen ?? '*')
                if (chosen === '*') setOperation('')
              }}
            />
            <TextInput
              label="Operation"
              description="Its id, such as sites.list; empty for all of the connector."
              disabled={connector === '*'}
              value={operation}
              onChange={(event) => setOperation(event.currentTarget.value)}
            />
          </>
        )}
        <Text size="sm">About {scopeWords(id)}.</Text>
        <SegmentedControl
          aria-label="What the flag is there"
          data={[
            { value: 'on', label: 'On' },
            { value: 'off', label: 'Off' },
          ]}
          value={value ? 'on' : 'off'}
          onChange={(chosen) => setValue(chosen === 'on')}
        />
        <NumberInput
          label="For so many percent"
          description="The others fall to the next rule. Who is in the share stays in it while it grows."
          min={0}
          max={100}
          value={percentage}
          onChange={setPercentage}
        />
        <Select
          label="Counted by"
          allowDeselect={false}
          data={[
            { value: 'tenant', label: 'Tenants' },
            { value: 'principal', label: 'Keys and people' },
          ]}
          value={rolloutBy}
          onChange={(chosen) => setRolloutBy(chosen === 'principal' ? 'principal' : 'tenant')}
        />
        <Switch
          label="Kill switch: off, whatever other rules say"
          checked={isKilled}
          onChange={(event) => setKilled(event.currentTarget.checked)}
        />
        <TextInput
          label="Why"
          description="For whoever reads it later."
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmModal>
  )
}
