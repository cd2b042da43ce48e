import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toolsetsQuery, type Toolset } from '../../api/toolsets.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { RemoveToolset } from './remove-toolset.tsx'
import { ToolsetContents } from './toolset-contents.tsx'
import { ToolsetForm } from './toolset-form.tsx'
import { ToolsetTable } from './toolset-table.tsx'

/** Those of the tenant, then those that are there by themselves. */
export function Toolsets() {
  const query = useQuery(toolsetsQuery)
  const [isAdding, setAdding] = useState(false)
  const [shown, setShown] = useState<Toolset>()
  const [changing, setChanging] = useState<Toolset>()
  const [removing, setRemoving] = useState<Toolset>()
  return (
    <Stack gap="md">
      <Group justify="flex-end">
        <PermittedButton permission="toolsets.write" onClick={() => setAdding(true)}>
          Add a toolset
        </PermittedButton>
      </Group>
      <Loaded
        query={query}
        rows={6}
        empty={<Empty title="No toolsets">They come with the connectors: none is loaded.</Empty>}
      >
        {(toolsets) => (
          <ToolsetTable toolsets={toolsets} onShow={setShown} onChange={setChanging} onRemove={setRemoving} />
        )}
      </Loaded>
      {isAdding && <ToolsetForm onClose={() => setAdding(false)} />}
      {changing !== undefined && <ToolsetForm toolset={changing} onClose={() => setChanging(undefined)} />}
      {shown !== undefined && <ToolsetContents toolset={shown} onClose={() => setShown(undefined)} />}
      {removing !== undefined && <RemoveToolset toolset={removing} onClose={() => setRemoving(undefined)} />}
    </Stack>
  )
}
