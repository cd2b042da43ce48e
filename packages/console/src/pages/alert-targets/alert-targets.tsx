import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { alertTargetsQuery, type AlertTarget, type MadeAlertTarget } from '../../api/alert-targets.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { AlertTargetForm } from './alert-target-form.tsx'
import { AlertTargetTable } from './alert-target-table.tsx'
import { RemoveAlertTarget } from './remove-alert-target.tsx'
import { SigningSecret } from './signing-secret.tsx'

export function Component() {
  const [editing, setEditing] = useState<AlertTarget | 'new'>()
  return (
    <Page
      title="Who is told of alerts"
      about="A webhook, a channel of Slack, or a mail address. Pages are for at once, at any hour; tickets for the next working day."
      actions={
        <PermittedButton permission="alerts.write" onClick={() => setEditing('new')}>
          Add a target
        </PermittedButton>
      }
    >
      <Permitted permission="operations.read" what="Alert targets">
        <Targets editing={editing} setEditing={setEditing} />
      </Permitted>
    </Page>
  )
}

interface TargetsProps {
  readonly editing: AlertTarget | 'new' | undefined
  readonly setEditing: (editing: AlertTarget | undefined) => void
}

function Targets({ editing, setEditing }: TargetsProps) {
  const query = useQuery(alertTargetsQuery)
  const [removing, setRemoving] = useState<AlertTarget>()
  const [made, setMade] = useState<MadeAlertTarget>()
  return (
    <>
      {made?.signingSecret !== undefined && (
        <SigningSecret name={made.name} secret={made.signingSecret} onClose={() => setMade(undefined)} />
      )}
      <Loaded
        query={query}
        empty={
          <Empty title="Nobody is told yet">Alerts are shown here and in the API, but reach nobody.</Empty>
        }
      >
        {(targets) => <AlertTargetTable targets={targets} onEdit={setEditing} onRemove={setRemoving} />}
      </Loaded>
      {editing !== undefined && (
        <AlertTargetForm
          target={editing === 'new' ? undefined : editing}
          onMade={setMade}
          onClose={() => setEditing(undefined)}
        />
      )}
      {removing !== undefined && (
        <RemoveAlertTarget target={removing} onClose={() => setRemoving(undefined)} />
      )}
    </>
  )
}
