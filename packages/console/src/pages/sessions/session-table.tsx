import { Button, Text } from '@mantine/core'
import type { BrowserSession } from '../../api/browser-sessions.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'

interface SessionTableProps {
  readonly sessions: readonly BrowserSession[]
  readonly onEnd: (session: BrowserSession) => void
}

const ago = (at: string) => (
  <time dateTime={at} title={formatTime(at)}>
    {formatAgo(at)}
  </time>
)

export function SessionTable({ sessions, onEnd }: SessionTableProps) {
  return (
    <DataTable
      label="Sessions"
      rows={sessions}
      keyOf={({ id }) => id}
      minWidth={640}
      columns={[
        {
          key: 'by',
          title: 'Signed in',
          cell: ({ issuer, isCurrent }) => (
            <Text size="sm" fw={isCurrent ? 600 : 400}>
              {issuer === null ? 'with a key' : `at ${issuer}`}
              {isCurrent && ', this browser'}
            </Text>
          ),
        },
        { key: 'created', title: 'Began', cell: ({ createdAt }) => ago(createdAt) },
        { key: 'seen', title: 'Last seen', cell: ({ lastSeenAt }) => ago(lastSeenAt) },
        { key: 'ends', title: 'Ends', cell: ({ expiresAt }) => ago(expiresAt) },
        {
          key: 'act',
          title: 'Act',
          width: 90,
          cell: (session) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={
                session.isCurrent ? 'End this session' : `End the session of ${formatTime(session.createdAt)}`
              }
              onClick={() => onEnd(session)}
            >
              End
            </Button>
          ),
        },
      ]}
    />
  )
}
