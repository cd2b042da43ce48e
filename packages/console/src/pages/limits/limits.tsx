import { Select, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { limitsQuery } from '../../api/limits.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { LimitTable } from './limit-table.tsx'

/** Milliseconds between two questions: buckets fill and empty while one looks at them. */
const rhythm = 2_000

export function Component() {
  return (
    <Page
      title="Limits"
      about="What vendors allow, and how much of it is left now. Requests that find too little wait in turn, and are refused where the wait would not fit the call."
    >
      <Permitted permission="operations.read" what="Limits">
        <Limits />
      </Permitted>
    </Page>
  )
}

function Limits() {
  const query = useQuery(limitsQuery(rhythm))
  const [search, setSearch] = useSearchParams()
  const chosen = search.get('connector')
  const connectors = [...new Set((query.data ?? []).map(({ connector }) => connector))].toSorted()
  return (
    <>
      {(connectors.length > 1 || chosen !== null) && (
        <Select
          label="Connector"
          placeholder="All"
          clearable
          maw={280}
          data={chosen === null || connectors.includes(chosen) ? connectors : [...connectors, chosen]}
          value={chosen}
          onChange={(picked) => setSearch(picked === null ? {} : { connector: picked }, { replace: true })}
        />
      )}
      <Loaded
        query={query}
        rows={6}
        empty={
          <Empty title="No limit is known yet">
            The limits of a connection are seen here once it was used on this instance.
          </Empty>
        }
      >
        {(limits) => (
          <Stack gap="xl">
            {[...Map.groupBy(limits, ({ connector }) => connector)]
              .filter(([connector]) => chosen === null || connector === chosen)
              .map(([connector, own]) => (
                <Stack key={connector} gap="sm" component="section" aria-label={connector}>
                  <Title order={2} size="h4">
                    {connector}
                  </Title>
                  <LimitTable label={`Limits of ${connector}`} limits={own} />
                </Stack>
              ))}
          </Stack>
        )}
      </Loaded>
    </>
  )
}
