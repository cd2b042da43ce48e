import { Stack, Text } from '@mantine/core'
import type { Objective } from '../../api/objectives.ts'
import { FillBar } from '../../parts/charts/fill-bar.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { formatCount, formatShare } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { describeObjective, describeSource } from './alert-words.ts'
import { BurnRates } from './burn-rates.tsx'

interface ObjectiveTableProps {
  readonly objectives: readonly Objective[]
  readonly onChange: (objective: Objective) => void
}

/** Every objective with what came of it. */
export function ObjectiveTable({ objectives, onChange }: ObjectiveTableProps) {
  return (
    <DataTable
      label="Objectives"
      rows={objectives}
      keyOf={({ id }) => id}
      minWidth={1040}
      columns={[
        {
          key: 'objective',
          title: 'Objective',
          rank: ({ id }) => id,
          cell: (objective) => <Name objective={objective} />,
        },
        {
          key: 'budget',
          title: 'Budget left',
          width: 200,
          rank: ({ budget }) => budget.left,
          cell: (objective) => <Budget objective={objective} />,
        },
        {
          key: 'attained',
          title: 'Attained',
          isFigure: true,
          width: 120,
          rank: ({ attained }) => attained,
          cell: ({ attained, total }) => (
            <Stack gap={0}>
              <Text size="sm" fw={600}>
                {formatShare(attained)}
              </Text>
              <Text size="xs" c="dimmed">
                of {formatCount(total)}
              </Text>
            </Stack>
          ),
        },
        {
          key: 'burn',
          title: 'Burn rate',
          width: 330,
          cell: ({ id, burn }) => <BurnRates label={`Burn rates of ${id}`} burn={burn} />,
        },
        {
          key: 'act',
          title: 'Target',
          width: 110,
          cell: (objective) => (
            <PermittedButton
              permission="alerts.write"
              size="compact-sm"
              variant="default"
              aria-label={`Change the target of ${objective.id}`}
              onClick={() => onChange(objective)}
            >
              Change
            </PermittedButton>
          ),
        },
      ]}
    />
  )
}

function Name({ objective }: { readonly objective: Objective }) {
  const { connector, kind, source, firing } = objective
  return (
    <Stack gap={2}>
      <Text size="sm" fw={500}>
        {connector}, {kind} {firing.length > 0 && <StatusBadge status="firing" />}
      </Text>
      <Text size="xs" c="dimmed">
        {describeObjective(objective)}, {describeSource(source)}
      </Text>
    </Stack>
  )
}

function Budget({ objective: { id, budget } }: { readonly objective: Objective }) {
  const { left, spent, total } = budget
  if (left === null) {
    return (
      <Text size="sm" c="dimmed">
        no calls yet
      </Text>
    )
  }
  return (
    <Stack gap={4}>
      <FillBar left={left} label={`Budget of ${id}: ${formatShare(left)} left`} />
      <Text size="xs" className="figure">
        {formatShare(left)}, {formatCount(Math.round(spent))} of {formatCount(Math.round(total))} spent
      </Text>
    </Stack>
  )
}
