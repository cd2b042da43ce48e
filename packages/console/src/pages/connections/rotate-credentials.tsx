import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { ApiProblem, type FieldError } from '../../api/api-problem.ts'
import type { Connection } from '../../api/connections.ts'
import type { Authentication } from '../../api/connectors.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { fieldOf } from '../../parts/schema-form/field-of.ts'
import { missingIn } from '../../parts/schema-form/form-value.ts'
import { isByPerson } from './connection-words.ts'
import { CredentialsFields } from './credentials-fields.tsx'
import { useChange } from './use-change.ts'

interface RotateCredentialsProps {
  readonly connection: Connection
  readonly methods: Readonly<Record<string, Authentication>>
  readonly onClose: () => void
}

export function RotateCredentials({ connection: given, methods, onClose }: RotateCredentialsProps) {
  // The page goes on asking: what is changed is what was there when the form was opened.
  const [connection] = useState(given)
  const [auth, setAuth] = useState(connection.auth ?? Object.keys(methods)[0] ?? '')
  const [credentials, setCredentials] = useState<unknown>({})
  const [missing, setMissing] = useState<readonly FieldError[]>([])
  const change = useChange(connection, onClose)
  const method = methods[auth]
  const told = change.error instanceof ApiProblem ? change.error.errors : []
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Credentials of ${connection.id}`}
      confirm="Save"
      isBusy={change.isPending}
      error={change.error}
      onConfirm={() => {
        const found =
          method === undefined ? [] : missingIn(fieldOf(method.credentials), credentials, '/credentials')
        setMissing(found)
        if (found.length === 0) change.mutate({ auth, credentials })
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          They take the place of the old ones on all instances within a second; calls that run with those are
          ended. {isByPerson(method) && 'The account has to be authorized again afterwards.'}
        </Text>
        <CredentialsFields
          methods={methods}
          auth={auth}
          onAuth={(next) => {
            setAuth(next)
            setCredentials({})
            setMissing([])
            change.reset()
          }}
          value={credentials}
          onChange={setCredentials}
          errors={[...missing, ...told]}
        />
      </Stack>
    </ConfirmModal>
  )
}
