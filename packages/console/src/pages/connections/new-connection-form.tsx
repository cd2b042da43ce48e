import { Anchor, Fieldset, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiProblem, type FieldError } from '../../api/api-problem.ts'
import { addConnection, connectionsKey } from '../../api/connections.ts'
import type { Authentication, Connector } from '../../api/connectors.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { ProblemAlert } from '../../parts/problem-alert.tsx'
import { errorAt, missingIn } from '../../parts/schema-form/form-value.ts'
import { fieldOf } from '../../parts/schema-form/field-of.ts'
import { SchemaForm } from '../../parts/schema-form/schema-form.tsx'
import { connectionPath, isByPerson } from './connection-words.ts'
import { CredentialsFields } from './credentials-fields.tsx'
import { useFirstFault } from './use-first-fault.ts'

interface NewConnectionFormProps {
  readonly connector: Connector
  readonly methods: Readonly<Record<string, Authentication>>
}

const noSettings = { type: 'object', properties: {} } as const

/** What a connection to one connector is made of, as its schemas say. */
export function NewConnectionForm({ connector, methods }: NewConnectionFormProps) {
  const [id, setId] = useState('')
  const [auth, setAuth] = useState(Object.keys(methods)[0] ?? '')
  const [config, setConfig] = useState<unknown>({})
  const [credentials, setCredentials] = useState<unknown>({})
  const [missing, setMissing] = useState<readonly FieldError[]>([])
  const [invalid, setInvalid] = useState<readonly string[]>([])
  const field = useMemo(() => fieldOf(connector.config ?? noSettings), [connector])
  const hasSettings = field.kind !== 'object' || field.members.length > 0
  const method = methods[auth]
  const navigate = useNavigate()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: () => addConnection({ id: id.trim(), connector: connector.id, auth, config, credentials }),
    async onSuccess(made) {
      await queries.invalidateQueries({ queryKey: connectionsKey })
      await navigate(connectionPath(made.id))
    },
  })
  const told = create.error instanceof ApiProblem ? create.error.errors : []
  const errors = [...missing, ...told]
  const form = useFirstFault(errors)
  const start = (): void => {
    const found = [
      ...(id.trim() === '' ? [{ path: '/id', message: 'This is required.' }] : []),
      ...missingIn(field, config, '/config'),
      ...(method === undefined ? [] : missingIn(fieldOf(method.credentials), credentials, '/credentials')),
    ]
    setMissing(found)
    create.reset()
    if (found.length === 0 && invalid.length === 0) create.mutate()
  }
  const idError = errorAt(errors, '/id')
  return (
    <Paper withBorder p="md" maw={640} mt="md">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!create.isPending) start()
        }}
      >
        <Stack gap="md">
          {connector.vendor !== undefined && (
            <Text size="sm" c="dimmed">
              {connector.vendor.api}.{' '}
              <Anchor
                underline="always"
                href={connector.vendor.docs}
                target="_blank"
                rel="noreferrer"
                size="sm"
              >
                What the vendor says of it
              </Anchor>
            </Text>
          )}
          <TextInput
            label="Id"
            required
            description="Lower case letters, digits and hyphens, such as main-shop. Calls name it in the header Patchbay-Connection."
            autoComplete="off"
            spellCheck={false}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            {...(idError === undefined ? {} : { error: idError })}
          />
          <Fieldset legend="Access" p="sm">
            <CredentialsFields
              methods={methods}
              auth={auth}
              onAuth={(next) => {
                setAuth(next)
                setCredentials({})
                setMissing([])
                create.reset()
              }}
              value={credentials}
              onChange={setCredentials}
              errors={errors}
            />
          </Fieldset>
          {hasSettings && (
            <Fieldset legend="Settings" p="sm">
              <SchemaForm
                field={field}
                value={config}
                onChange={setConfig}
                errors={errors}
                pointer="/config"
                onValid={(pointer, isValid) =>
                  setInvalid((old) => [
                    ...old.filter((one) => one !== pointer),
                    ...(isValid ? [] : [pointer]),
                  ])
                }
              />
            </Fieldset>
          )}
          {create.error !== null && <ProblemAlert error={create.error} title="It was not connected" />}
          <div>
            <PermittedButton permission="connections.write" type="submit" loading={create.isPending}>
              {isByPerson(method) ? 'Save, then authorize' : 'Connect'}
            </PermittedButton>
          </div>
        </Stack>
      </form>
    </Paper>
  )
}
