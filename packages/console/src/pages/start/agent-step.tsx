import { Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { keysInUseQuery } from '../../api/keys-in-use.ts'
import { isMcpOfferedQuery } from '../../api/mcp-endpoint.ts'
import { CopyableCode } from '../../parts/copyable-code.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { useMay } from '../../session/session-context.ts'
import { CodeBlock } from './code-block.tsx'
import { mcpClients } from './mcp-clients.ts'
import { Step } from './step.tsx'

/** An agent that uses the same operations as tools. */
export function AgentStep() {
  const mayRead = useMay('keys.read')
  const { data: keys } = useQuery({ ...keysInUseQuery, enabled: mayRead })
  const offered = useQuery(isMcpOfferedQuery)
  // A key that has never been used is given to nobody yet.
  const isDone = keys?.some(
    ({ role, state, lastUsedAt }) => role === 'agent' && state === 'active' && lastUsedAt !== null,
  )
  return (
    <Step number={4} title="Let an agent use it" isDone={isDone}>
      <Text size="sm">
        Every operation is a tool of the Model Context Protocol too. Give each agent a key of its own, with no
        more than it needs.
      </Text>
      <Loaded query={offered} rows={2}>
        {(isOffered) =>
          isOffered ? <Clients /> : <Text size="sm">MCP is switched off on this server (ENABLE_MCP).</Text>
        }
      </Loaded>
    </Step>
  )
}

function Clients() {
  const clients = mcpClients(location.origin)
  const [chosen, setChosen] = useState(clients[0]?.id ?? '')
  const client = clients.find(({ id }) => id === chosen)
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={500}>
          Endpoint
        </Text>
        <CopyableCode label="endpoint" text={`${location.origin}/mcp`} />
      </div>
      <CodeBlock
        label="A key that may only read"
        text="patchbay keys create --name desktop --role agent --effects read"
      />
      <Select
        label="Client"
        maw={280}
        allowDeselect={false}
        data={clients.map(({ id, title }) => ({ value: id, label: title }))}
        value={chosen}
        onChange={(next) => next !== null && setChosen(next)}
      />
      {client !== undefined && <CodeBlock label={client.file} text={client.text} />}
    </Stack>
  )
}
