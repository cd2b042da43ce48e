import { Stack } from '@mantine/core'
import { Page } from '../../parts/page.tsx'
import { AgentStep } from './agent-step.tsx'
import { CallStep } from './call-step.tsx'
import { ConnectStep } from './connect-step.tsx'
import { DocumentLinks } from './document-links.tsx'
import { RunningStep } from './running-step.tsx'

/** From nothing to the first real account and the first agent. What is done is told by the server. */
export function Component() {
  return (
    <Page
      title="Getting started"
      about="Four steps to calls of your own accounts. What is done already has a tick."
    >
      <Stack component="ol" gap="md" p={0} m={0} maw={860}>
        <RunningStep />
        <CallStep />
        <ConnectStep />
        <AgentStep />
      </Stack>
      <DocumentLinks />
    </Page>
  )
}
