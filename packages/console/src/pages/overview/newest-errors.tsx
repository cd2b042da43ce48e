import { Anchor, Group, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { newestErrorGroupsQuery } from '../../api/error-groups.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { ErrorGroupTable } from '../errors/error-group-table.tsx'

/** The failures that were seen last. */
export function NewestErrors() {
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Newest errors
        </Title>
        <Anchor component={Link} to="/errors" size="sm">
          All errors
        </Anchor>
      </Group>
      <Permitted permission="operations.read" what="Errors">
        <Newest />
      </Permitted>
    </Stack>
  )
}

function Newest() {
  const query = useQuery(newestErrorGroupsQuery)
  return (
    <Loaded query={query} empty={<Empty title="No open errors">What goes wrong gathers here by kind.</Empty>}>
      {(groups) => <ErrorGroupTable label="Newest errors" groups={groups} />}
    </Loaded>
  )
}
