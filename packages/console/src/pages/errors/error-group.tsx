import { Anchor, Breadcrumbs, SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { errorGroupQuery } from '../../api/error-groups.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { ErrorActions } from './error-actions.tsx'
import { ErrorSample } from './error-sample.tsx'
import { ErrorSummary } from './error-summary.tsx'

/** All that is known of one kind of failure. */
export function Component() {
  const { id = '' } = useParams()
  return (
    <Permitted permission="operations.read" what="Errors">
      <Group id={id} />
    </Permitted>
  )
}

function Group({ id }: { readonly id: string }) {
  const query = useQuery(errorGroupQuery(id))
  return (
    <Page
      title={query.data?.title ?? 'Error'}
      about={
        <Breadcrumbs component="nav" aria-label="Errors" separatorMargin={6}>
          <Anchor component={Link} to="/errors" size="sm">
            All errors
          </Anchor>
          <Text size="sm">{query.data?.code ?? id}</Text>
        </Breadcrumbs>
      }
      actions={query.data !== undefined && <ErrorActions group={query.data} />}
    >
      <Loaded query={query} rows={8}>
        {(group) => (
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
            <ErrorSummary group={group} />
            <ErrorSample group={group} />
          </SimpleGrid>
        )}
      </Loaded>
    </Page>
  )
}
