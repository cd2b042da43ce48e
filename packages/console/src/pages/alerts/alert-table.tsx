import { Anchor, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Alert } from '../../api/alerts.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { describeRule } from './alert-words.ts'

interface AlertTableProps {
  readonly label: string
  readonly alerts: readonly Alert[]
  readonly actions?: (alert: Alert) => ReactNode
}

/** Alerts, with why each is one. */
export function AlertTable({ label, alerts, actions }: AlertTableProps) {
  return (
    <DataTable
      label={label}
      rows={alerts}
      keyOf={({ id }) => id}
      minWidth={780}
      columns={[
        { key: 'what', title: 'What', cell: (alert) => <What alert={alert} /> },
        {
          key: 'severity',
          title: 'Severity',
          width: 110,
          cell: ({ severity }) => <StatusBadge status={severity} />,
        },
        { key: 'when', title: 'When', width: 180, cell: (alert) => <When alert={alert} /> },
        ...(actions === undefined ? [] : [{ key: 'act', title: 'Act', width: 210, cell: actions }]),
      ]}
    />
  )
}

function What({ alert }: { readonly alert: Alert }) {
  const { summary, runbook, acknowledged, silencedBy } = alert
  return (
    <Stack gap={2}>
      <Text size="sm" fw={500} className="breakable">
        {summary}
      </Text>
      <Text size="xs" c="dimmed">
        {describeRule(alert)}
        {' · '}
        <Runbook place={runbook} />
      </Text>
      {acknowledged !== null && (
        <Text size="xs" c="dimmed" className="breakable">
          Acknowledged {formatAgo(acknowledged.at)} by {acknowledged.by}
          {acknowledged.note !== '' && `: ${acknowledged.note}`}
        </Text>
      )}
      {silencedBy !== null && (
        <Text size="xs" c="dimmed">
          Silenced: nobody is told of it
        </Text>
      )}
    </Stack>
  )
}

/** An operator may have set where the runbooks are; otherwise they are in the documentation of the release. */
function Runbook({ place }: { readonly place: string }) {
  if (!/^https?:/.test(place)) return <>Runbook: {place}</>
  return (
    <Anchor href={place} target="_blank" rel="noreferrer" size="xs" underline="always">
      Runbook
    </Anchor>
  )
}

function When({ alert: { startedAt, resolvedAt } }: { readonly alert: Alert }) {
  return (
    <Stack gap={0}>
      <Text size="sm">
        <time dateTime={startedAt} title={formatTime(startedAt)}>
          {formatAgo(startedAt)}
        </time>
      </Text>
      {resolvedAt !== null && (
        <Text size="xs" c="dimmed">
          <time dateTime={resolvedAt} title={formatTime(resolvedAt)}>
            ended {formatAgo(resolvedAt)}
          </time>
        </Text>
      )}
    </Stack>
  )
}
