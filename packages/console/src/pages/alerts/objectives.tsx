import { Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { objectivesQuery, type Objective } from '../../api/objectives.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ChangeObjective } from './change-objective.tsx'
import { ObjectiveTable } from './objective-table.tsx'

/** What is promised, and what is left of the room for failures. */
export function Objectives({ connector }: { readonly connector: string | null }) {
  const query = useQuery(objectivesQuery)
  const [changing, setChanging] = useState<Objective>()
  return (
    <>
      {connector !== null && (
        <Group gap="xs" mb="sm">
          <Text size="sm">Those of {connector}.</Text>
          <Anchor component={Link} to="/alerts?view=objectives" size="sm">
            Show all
          </Anchor>
        </Group>
      )}
      <Loaded
        query={query}
        rows={6}
        empty={
          <Empty title="Nothing is promised">Objectives come with the connectors that are loaded.</Empty>
        }
      >
        {(objectives) => (
          <ObjectiveTable
            objectives={objectives.filter((one) => connector === null || one.connector === connector)}
            onChange={setChanging}
          />
        )}
      </Loaded>
      {changing !== undefined && (
        <ChangeObjective objective={changing} onClose={() => setChanging(undefined)} />
      )}
    </>
  )
}
