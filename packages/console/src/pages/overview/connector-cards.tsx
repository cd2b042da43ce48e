import { SimpleGrid, Stack, Title } from '@mantine/core'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ConnectorCard } from './connector-card.tsx'
import { Gaps } from './gaps.tsx'
import { unwellFirst } from './overview-figures.ts'
import type { Overview } from './use-overview.ts'

/** A card for each connector. */
export function ConnectorCards({ health, each, objectives, limits }: Overview) {
  return (
    <Stack gap="sm" component="section" aria-label="Connectors">
      <Title order={2} size="h4">
        Connectors
      </Title>
      <Gaps
        questions={[
          { what: 'Traffic', query: each },
          { what: 'Error budgets', query: objectives },
          { what: 'Limits', query: limits },
        ]}
      />
      <Loaded
        query={health}
        rows={6}
        empty={
          <Empty title="No connector is loaded">
            The setting PATCHBAY_CONNECTORS says where they are looked for.
          </Empty>
        }
      >
        {(connectors) => (
          <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="md">
            {unwellFirst(connectors).map((one) => (
              <ConnectorCard
                key={one.connector}
                health={one}
                statistics={each.data}
                objectives={(objectives.data ?? []).filter(({ connector }) => connector === one.connector)}
                limits={(limits.data ?? []).filter(({ connector }) => connector === one.connector)}
              />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
    </Stack>
  )
}
