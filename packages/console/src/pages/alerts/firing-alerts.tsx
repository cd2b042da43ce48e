import { Anchor, Group, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { firingAlertsQuery, type Alert } from '../../api/alerts.ts'
import { objectiveKinds } from '../../api/objectives.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { AcknowledgeAlert } from './acknowledge-alert.tsx'
import { AlertTable } from './alert-table.tsx'
import { AddSilence } from './add-silence.tsx'

/** What goes wrong now, with what can be done about it. */
export function FiringAlerts() {
  const query = useQuery(firingAlertsQuery)
  const [acknowledging, setAcknowledging] = useState<Alert>()
  const [silencing, setSilencing] = useState<Alert>()
  return (
    <Stack gap="sm" mb="xl" component="section" aria-label="Firing">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Firing
        </Title>
        <Anchor component={Link} to="/settings/alerts" size="sm">
          Who is told
        </Anchor>
      </Group>
      <Loaded
        query={query}
        empty={<Empty title="No alert is firing">Everything is kept that was promised.</Empty>}
      >
        {(alerts) => (
          <AlertTable
            label="Firing alerts"
            alerts={alerts}
            actions={(alert) => (
              <Group gap={6} wrap="nowrap">
                {alert.acknowledged === null && (
                  <PermittedButton
                    permission="alerts.write"
                    size="compact-sm"
                    variant="default"
                    aria-label={`Acknowledge: ${alert.summary}`}
                    onClick={() => setAcknowledging(alert)}
                  >
                    Acknowledge
                  </PermittedButton>
                )}
                {alert.silencedBy === null && (
                  <PermittedButton
                    permission="alerts.write"
                    size="compact-sm"
                    variant="default"
                    aria-label={`Silence: ${alert.summary}`}
                    onClick={() => setSilencing(alert)}
                  >
                    Silence
                  </PermittedButton>
                )}
              </Group>
            )}
          />
        )}
      </Loaded>
      {acknowledging !== undefined && (
        <AcknowledgeAlert alert={acknowledging} onClose={() => setAcknowledging(undefined)} />
      )}
      {silencing !== undefined && (
        <AddSilence
          connector={silencing.connector}
          objective={objectiveKinds.find((kind) => kind === silencing.objective) ?? null}
          onClose={() => setSilencing(undefined)}
        />
      )}
    </Stack>
  )
}
