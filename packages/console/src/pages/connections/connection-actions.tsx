import { Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Connection } from '../../api/connections.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { PauseConnection } from './pause-connection.tsx'
import { RemoveConnection } from './remove-connection.tsx'
import { useCheck } from './use-check.ts'

/** Checks, pauses and removes a connection from the list. What is not stored can be checked alone. */
export function ConnectionActions({ connection }: { readonly connection: Connection }) {
  const { id, state, managed } = connection
  const [asked, setAsked] = useState<'pause' | 'remove'>()
  const check = useCheck(id)
  const run = (): void =>
    check.mutate(undefined, {
      onSuccess: ({ works, problem, next }) =>
        notifications.show({
          color: works ? 'teal' : 'red',
          title: works ? `${id} works` : `${id} does not work`,
          message: problem === null ? next : `${problem.detail} ${problem.advice}`,
        }),
      onError: (error) =>
        notifications.show({ color: 'red', title: `${id} was not checked`, message: error.message }),
    })
  const common = { permission: 'connections.write', size: 'compact-sm', variant: 'default' } as const
  const isPaused = state === 'disabled'
  return (
    <Group gap={6} wrap="nowrap">
      {!isPaused && (
        <PermittedButton {...common} aria-label={`Check now: ${id}`} loading={check.isPending} onClick={run}>
          Check now
        </PermittedButton>
      )}
      {managed === 'api' && (
        <>
          <PermittedButton
            {...common}
            aria-label={isPaused ? `Resume ${id}` : `Pause ${id}`}
            onClick={() => setAsked('pause')}
          >
            {isPaused ? 'Resume' : 'Pause'}
          </PermittedButton>
          <PermittedButton
            {...common}
            color="red"
            variant="subtle"
            aria-label={`Remove ${id}`}
            onClick={() => setAsked('remove')}
          >
            Remove
          </PermittedButton>
        </>
      )}
      {asked === 'pause' && <PauseConnection connection={connection} onClose={() => setAsked(undefined)} />}
      {asked === 'remove' && <RemoveConnection connection={connection} onClose={() => setAsked(undefined)} />}
    </Group>
  )
}
