import { Anchor, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { objectivesKey, resetObjective, setObjective, type Objective } from '../../api/objectives.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { formatSeconds } from '../../parts/format.ts'
import { ProblemAlert } from '../../parts/problem-alert.tsx'
import { describeObjective, describeSource, thresholdChoices } from './alert-words.ts'

interface ChangeObjectiveProps {
  readonly objective: Objective
  readonly onClose: () => void
}

/** Promises more or less of a connector than its author does. */
export function ChangeObjective({ objective, onClose }: ChangeObjectiveProps) {
  const { id, source } = objective
  const [percent, setPercent] = useState<number | string>(Number((objective.target * 100).toFixed(4)))
  const [threshold, setThreshold] = useState(String(objective.threshold ?? ''))
  const queries = useQueryClient()
  const onSuccess = async () => {
    await queries.invalidateQueries({ queryKey: objectivesKey })
    onClose()
  }
  const change = useMutation({
    mutationFn: () =>
      setObjective(id, {
        target: Number((Number(percent) / 100).toFixed(6)),
        ...(objective.threshold === null ? {} : { threshold: Number(threshold) }),
      }),
    onSuccess,
  })
  const reset = useMutation({ mutationFn: () => resetObjective(id), onSuccess })
  const isReady =
    Number(percent) > 0 && Number(percent) < 100 && (objective.threshold === null || Number(threshold) > 0)
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`The target of ${id}`}
      confirm="Set the target"
      isBusy={change.isPending}
      isReady={isReady}
      error={change.error}
      onConfirm={() => change.mutate()}
    >
      <Stack gap="sm">
        <Text size="sm">
          Now {describeObjective(objective)}, {describeSource(source)}.
        </Text>
        <NumberInput
          label="Target"
          description="Of all calls, this share has to be good within 30 days."
          suffix=" %"
          min={0}
          max={100}
          decimalScale={4}
          step={0.1}
          value={percent}
          onChange={setPercent}
        />
        {objective.threshold !== null && (
          <Select
            label="Threshold"
            description="A call is good if it is over within this time."
            allowDeselect={false}
            data={thresholdChoices(objective.threshold).map((seconds) => ({
              value: String(seconds),
              label: formatSeconds(seconds),
            }))}
            value={threshold}
            onChange={(value) => setThreshold(value ?? threshold)}
          />
        )}
        {reset.error !== null && <ProblemAlert error={reset.error} />}
        {source === 'tenant' && (
          <Anchor component="button" type="button" size="sm" ta="left" onClick={() => reset.mutate()}>
            Go back to what the connector declares
          </Anchor>
        )}
      </Stack>
    </ConfirmModal>
  )
}
