import { Tabs } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { ClientSetup } from './client-setup.tsx'
import { ToolPins } from './tool-pins.tsx'
import { Toolsets } from './toolsets.tsx'

const views = [
  { value: 'toolsets', label: 'Toolsets' },
  { value: 'clients', label: 'Connect a client' },
  { value: 'tools', label: 'Trusted tools' },
] as const

export function Component() {
  const [search, setSearch] = useSearchParams()
  const chosen = views.find(({ value }) => value === search.get('view'))?.value ?? 'toolsets'
  return (
    <Page
      title="Toolsets for agents"
      about="What agents are offered through the Model Context Protocol, how they connect, and whether their tools are still those that were trusted."
    >
      <Tabs
        value={chosen}
        onChange={(view) => setSearch(view === null || view === 'toolsets' ? {} : { view })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {views.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="toolsets">
          <Permitted permission="toolsets.read" what="Toolsets">
            <Toolsets />
          </Permitted>
        </Tabs.Panel>
        <Tabs.Panel value="clients">
          <ClientSetup />
        </Tabs.Panel>
        <Tabs.Panel value="tools">
          <Permitted permission="operations.read" what="The trust in tools">
            <ToolPins />
          </Permitted>
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
