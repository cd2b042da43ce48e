import { Stack } from '@mantine/core'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { ConnectorCards } from './connector-cards.tsx'
import { FiringAlerts } from './firing-alerts.tsx'
import { NewestErrors } from './newest-errors.tsx'
import { Totals } from './totals.tsx'
import { useOverview } from './use-overview.ts'

export function Component() {
  const overview = useOverview()
  return (
    <Page title="Overview" about="Every connector in one look, as it is now. Figures are of the last hour.">
      <Stack gap="lg">
        <Totals {...overview} />
        <FiringAlerts />
        <Permitted permission="connectors.read" what="Connectors">
          <ConnectorCards {...overview} />
        </Permitted>
        <NewestErrors />
      </Stack>
    </Page>
  )
}
