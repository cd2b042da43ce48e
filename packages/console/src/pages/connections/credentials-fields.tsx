import { Select, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import type { FieldError } from '../../api/api-problem.ts'
import type { Authentication } from '../../api/connectors.ts'
import { CopyableCode } from '../../parts/copyable-code.tsx'
import { fieldOf } from '../../parts/schema-form/field-of.ts'
import { errorAt } from '../../parts/schema-form/form-value.ts'
import { SchemaForm } from '../../parts/schema-form/schema-form.tsx'
import { isByPerson, methodTitle } from './connection-words.ts'

interface CredentialsFieldsProps {
  readonly methods: Readonly<Record<string, Authentication>>
  readonly auth: string
  readonly onAuth: (auth: string) => void
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly errors: readonly FieldError[]
}

/** How a connection proves who it is, and what that takes. */
export function CredentialsFields(props: CredentialsFieldsProps) {
  const { methods, auth, onAuth, value, onChange, errors } = props
  const method = methods[auth]
  const field = useMemo(() => (method === undefined ? undefined : fieldOf(method.credentials)), [method])
  const error = errorAt(errors, '/auth')
  return (
    <Stack gap="md">
      <Select
        label="Authentication"
        allowDeselect={false}
        data={Object.entries(methods).map(([name, one]) => ({ value: name, label: methodTitle(name, one) }))}
        value={auth}
        onChange={(next) => next !== null && onAuth(next)}
        {...(error === undefined ? {} : { error })}
      />
      {method?.help !== undefined && (
        <Text size="sm" c="dimmed">
          {method.help}
        </Text>
      )}
      {isByPerson(method) && (
        <div>
          <Text size="sm">Redirect URI, where this installation is reached at the address of this page:</Text>
          <CopyableCode label="redirect URI" text={`${location.origin}/v1/oauth/callback`} />
        </div>
      )}
      {field !== undefined && (
        // What was entered for another method says nothing here.
        <SchemaForm
          key={auth}
          field={field}
          value={value}
          onChange={onChange}
          errors={errors}
          pointer="/credentials"
        />
      )}
    </Stack>
  )
}
