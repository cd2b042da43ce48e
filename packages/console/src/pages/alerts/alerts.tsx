import { Tabs } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { FiringAlerts } from './firing-alerts.tsx'
import { Objectives } from './objectives.tsx'
import { ResolvedAlerts } from './resolved-alerts.tsx'
import { Silences } from './silences.tsx'

const views = [
  { value: 'alerts', label: 'Alerts' },
  { value: 'objectives', label: 'Objectives' },
  { value: 'silences', label: 'Silences' },
] as const

export function Component() {
  const [search, setSearch] = useSearchParams()
  const chosen = views.find(({ value }) => value === search.get('view'))?.value ?? 'alerts'
  return (
    <Page
      title="Objectives and alerts"
      about="What is promised of each connector, how much may still fail within 30 days, and who has to know when too much does."
    >
      <Permitted permission="operations.read" what="Objectives and alerts">
        <Tabs
          value={chosen}
          onChange={(view) => setSearch(view === null || view === 'alerts' ? {} : { view })}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            {views.map(({ value, label }) => (
              <Tabs.Tab key={value} value={value}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="alerts">
            <FiringAlerts />
            <ResolvedAlerts />
          </Tabs.Panel>
          <Tabs.Panel value="objectives">
            <Objectives connector={search.get('connector')} />
          </Tabs.Panel>
          <Tabs.Panel value="silences">
            <Silences />
          </Tabs.Panel>
        </Tabs>
      </Permitted>
    </Page>
  )
}
