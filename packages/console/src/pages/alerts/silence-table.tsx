import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { alertsKey } from '../../api/alerts.ts'
import { endSilence, silencesKey, type Silence } from '../../api/silences.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { ProblemAlert } from '../../parts/problem-alert.tsx'

const aboutWhat = ({ connector, objective }: Silence): string =>
  `${objective === null ? 'Everything' : `The ${objective}`} of ${connector ?? 'all connectors'}`

/** Silences, each with the way to end it early. */
export function SilenceTable({ silences }: { readonly silences: readonly Silence[] }) {
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: endSilence,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: silencesKey }),
        queries.invalidateQueries({ queryKey: alertsKey }),
      ]),
  })
  return (
    <>
      {end.error !== null && <ProblemAlert error={end.error} title="The silence could not be ended" />}
      <DataTable
        label="Silences"
        rows={silences}
        keyOf={({ id }) => id}
        minWidth={680}
        columns={[
          {
            key: 'what',
            title: 'What',
            cell: (silence) => (
              <Text size="sm" fw={500}>
                {aboutWhat(silence)}
              </Text>
            ),
          },
          { key: 'reason', title: 'Why', cell: ({ reason }) => reason },
          { key: 'by', title: 'By', width: 160, cell: ({ createdBy }) => createdBy },
          {
            key: 'until',
            title: 'Ends',
            width: 150,
            rank: ({ until }) => until,
            cell: ({ until }) => (
              <time dateTime={until} title={formatTime(until)}>
                {formatAgo(until)}
              </time>
            ),
          },
          {
            key: 'act',
            title: 'Act',
            width: 110,
            cell: (silence) => (
              <PermittedButton
                permission="alerts.write"
                size="compact-sm"
                variant="default"
                loading={end.isPending && end.variables === silence.id}
                aria-label={`End now: the silence of ${aboutWhat(silence)}`}
                onClick={() => end.mutate(silence.id)}
              >
                End now
              </PermittedButton>
            ),
          },
        ]}
      />
    </>
  )
}
