import { Anchor, Code, CopyButton, Button, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { CopyableCode } from '../../parts/copyable-code.tsx'
import { clientConfigurations } from './client-configurations.ts'

/** Where agents find this Patchbay, and what their clients have to be told. */
export function ClientSetup() {
  const configurations = clientConfigurations(location.origin)
  const [chosen, setChosen] = useState(configurations[0])
  if (chosen === undefined) return null
  const { client, file, text } = chosen
  return (
    <Stack gap="md" maw={720}>
      <div>
        <Text size="sm" fw={500}>
          Endpoint
        </Text>
        <CopyableCode label="endpoint" text={`${location.origin}/mcp`} />
        <Text size="sm" c="dimmed" mt={4}>
          Streamable HTTP, with a key as bearer. Give each client{' '}
          <Anchor component={Link} to="/settings/keys" inherit underline="always">
            a key of its own
          </Anchor>
          , with the role agent and no more effects than it needs.
        </Text>
      </div>
      <Select
        label="Client"
        allowDeselect={false}
        maw={280}
        data={configurations.map((one) => one.client)}
        value={client}
        onChange={(picked) => setChosen(configurations.find((one) => one.client === picked) ?? chosen)}
      />
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          In <Code>{file}</Code>
        </Text>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy the configuration'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block tabIndex={0} aria-label={`Configuration of ${client}`} role="region">
        {text}
      </Code>
    </Stack>
  )
}
