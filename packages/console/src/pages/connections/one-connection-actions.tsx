import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Connection } from '../../api/connections.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { PauseConnection } from './pause-connection.tsx'
import { RemoveConnection } from './remove-connection.tsx'

export function OneConnectionActions({ connection }: { readonly connection: Connection }) {
  const { id, connector, state, managed } = connection
  const [asked, setAsked] = useState<'pause' | 'remove'>()
  const navigate = useNavigate()
  const leave = (): void => void navigate('/connections', { replace: true })
  return (
    <>
      <Button
        component={Link}
        to={`/explorer/${encodeURIComponent(connector)}?connection=${encodeURIComponent(id)}`}
        variant="default"
      >
        Open in the explorer
      </Button>
      {managed === 'api' && (
        <>
          <PermittedButton permission="connections.write" variant="default" onClick={() => setAsked('pause')}>
            {state === 'disabled' ? 'Resume' : 'Pause'}
          </PermittedButton>
          <PermittedButton
            permission="connections.write"
            color="red"
            variant="outline"
            onClick={() => setAsked('remove')}
          >
            Remove
          </PermittedButton>
        </>
      )}
      {asked === 'pause' && <PauseConnection connection={connection} onClose={() => setAsked(undefined)} />}
      {asked === 'remove' && (
        <RemoveConnection connection={connection} onRemoved={leave} onClose={() => setAsked(undefined)} />
      )}
    </>
  )
}
