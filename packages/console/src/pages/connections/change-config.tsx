import { Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { ApiProblem, type FieldError } from '../../api/api-problem.ts'
import type { Connection } from '../../api/connections.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { fieldOf } from '../../parts/schema-form/field-of.ts'
import { missingIn } from '../../parts/schema-form/form-value.ts'
import { SchemaForm } from '../../parts/schema-form/schema-form.tsx'
import { useChange } from './use-change.ts'
import { secretNames, withoutSecrets } from './without-secrets.ts'

interface ChangeConfigProps {
  readonly connection: Connection
  readonly schema: Readonly<Record<string, unknown>>
  readonly onClose: () => void
}

export function ChangeConfig({ connection: given, schema, onClose }: ChangeConfigProps) {
  // The page goes on asking: what is changed is what was there when the form was opened.
  const [connection] = useState(given)
  const [config, setConfig] = useState<unknown>(() => withoutSecrets(connection.config, schema))
  const [missing, setMissing] = useState<readonly FieldError[]>([])
  const [invalid, setInvalid] = useState<readonly string[]>([])
  const field = useMemo(() => fieldOf(schema), [schema])
  const change = useChange(connection, onClose)
  const secret = secretNames(schema)
  const told = change.error instanceof ApiProblem ? change.error.errors : []
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Settings of ${connection.id}`}
      confirm="Save"
      isBusy={change.isPending}
      isReady={invalid.length === 0}
      error={change.error}
      onConfirm={() => {
        const found = missingIn(field, config, '/config')
        setMissing(found)
        if (found.length === 0) change.mutate({ config })
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          All instances use them within a second. Calls that run with the old ones are ended.
        </Text>
        {secret.length > 0 && (
          <Text size="sm">Enter {secret.join(', ')} again: nobody can read what is there.</Text>
        )}
        <SchemaForm
          field={field}
          value={config}
          onChange={setConfig}
          errors={[...missing, ...told]}
          pointer="/config"
          onValid={(pointer, isValid) =>
            setInvalid((old) => [...old.filter((one) => one !== pointer), ...(isValid ? [] : [pointer])])
          }
        />
      </Stack>
    </ConfirmModal>
  )
}
