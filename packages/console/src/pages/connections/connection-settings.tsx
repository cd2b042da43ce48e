import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '../../api/connections.ts'
import { connectorQuery, type Connector } from '../../api/connectors.ts'
import { Facts } from '../../parts/facts.tsx'
import type { Field } from '../../parts/schema-form/field.ts'
import { fieldOf } from '../../parts/schema-form/field-of.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { AuthorizeConnection } from './authorize-connection.tsx'
import { ChangeConfig } from './change-config.tsx'
import { isByPerson } from './connection-words.ts'
import { RotateCredentials } from './rotate-credentials.tsx'

/** What was entered for a connection, and how to enter it anew. */
export function ConnectionSettings({ connection }: { readonly connection: Connection }) {
  return (
    <Paper withBorder p="md" component="section" aria-label="Settings">
      <Stack gap="md">
        <Title order={2} size="h4">
          Settings
        </Title>
        <Permitted permission="connectors.read" what="What can be set">
          <Content connection={connection} />
        </Permitted>
      </Stack>
    </Paper>
  )
}

function Content({ connection }: { readonly connection: Connection }) {
  const query = useQuery(connectorQuery(connection.connector))
  return (
    <Loaded query={query}>{(connector) => <Entered connection={connection} connector={connector} />}</Loaded>
  )
}

interface EnteredProps {
  readonly connection: Connection
  readonly connector: Connector
}

function Entered({ connection, connector }: EnteredProps) {
  const [editing, setEditing] = useState<'config' | 'credentials'>()
  const { config, auth = '' } = connection
  const entries = Object.entries(config)
  if (connector.auth === undefined || connector.config === undefined) {
    return <Text size="sm">The connector is in quarantine: {connector.reason}</Text>
  }
  const field = fieldOf(connector.config)
  return (
    <>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing is set: all is as the connector has it by default.
        </Text>
      ) : (
        <Facts
          facts={entries.map(([name, value]) => ({
            label: labelOf(field, name),
            value: typeof value === 'string' ? value : JSON.stringify(value),
          }))}
        />
      )}
      <Group gap="xs">
        <PermittedButton
          permission="connections.write"
          variant="default"
          onClick={() => setEditing('config')}
        >
          Change the settings
        </PermittedButton>
        <PermittedButton
          permission="connections.write"
          variant="default"
          onClick={() => setEditing('credentials')}
        >
          Enter other credentials
        </PermittedButton>
      </Group>
      {isByPerson(connector.auth[auth]) && <AuthorizeConnection connection={connection} />}
      {editing === 'config' && (
        <ChangeConfig
          connection={connection}
          schema={connector.config}
          onClose={() => setEditing(undefined)}
        />
      )}
      {editing === 'credentials' && (
        <RotateCredentials
          connection={connection}
          methods={connector.auth}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  )
}

/** As the form calls it. */
const labelOf = (field: Field, name: string): string =>
  (field.kind === 'object' ? field.members.find((member) => member.name === name)?.field.label : undefined) ??
  name
