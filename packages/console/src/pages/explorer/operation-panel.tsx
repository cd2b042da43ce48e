import { Badge, Button, Group, Paper, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { ApiProblem, type FieldError } from '../../api/api-problem.ts'
import { callOperation } from '../../api/calls.ts'
import type { Operation } from '../../api/connectors.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { fieldOf } from '../../parts/schema-form/field-of.ts'
import { holdsSecret } from '../../parts/schema-form/holds-secret.ts'
import { missingIn } from '../../parts/schema-form/form-value.ts'
import { JsonControl } from '../../parts/schema-form/json-control.tsx'
import { SchemaForm } from '../../parts/schema-form/schema-form.tsx'
import { CallOutcome } from './call-outcome.tsx'
import { CopyAs } from './copy-as-menu.tsx'
import { keepInput, keptInput } from './kept-input.ts'

const colors = { read: 'teal', idempotent: 'blue', write: 'orange', destructive: 'red' } as const

const permissions = {
  read: 'calls.read',
  idempotent: 'calls.write',
  write: 'calls.write',
  destructive: 'calls.destructive',
} as const

interface OperationPanelProps {
  readonly connector: string
  readonly operation: Operation
  readonly connection?: string
  /** Whether the connector has several connections. */
  readonly isOneOfSeveral: boolean
}

/** One operation: what it is, what it is given, and what came of it. */
export function OperationPanel({ connector, operation, connection, isOneOfSeveral }: OperationPanelProps) {
  const { id, effect } = operation
  const [input, setInput] = useState(() => keptInput(connector, id))
  const [isRaw, setIsRaw] = useState(false)
  const [missing, setMissing] = useState<readonly FieldError[]>([])
  const [invalid, setInvalid] = useState<readonly string[]>([])
  const [isAsked, setIsAsked] = useState(false)
  const [form, setForm] = useState(0)
  const field = useMemo(() => fieldOf(operation.input), [operation])
  // As a tool, such an operation keeps the argument for itself.
  const hasOwnConnection = field.kind === 'object' && field.members.some(({ name }) => name === 'connection')
  const call = { connector, operation: id, input, ...(connection === undefined ? {} : { connection }) }
  const run = useMutation({ mutationFn: (validateOnly: boolean) => callOperation(call, validateOnly) })
  const change = (next: unknown): void => {
    setInput(next ?? {})
    // What is kept can be read by whatever runs in the page later.
    if (!holdsSecret(operation.input)) keepInput(connector, id, next)
  }
  const setValid = (pointer: string, isValid: boolean): void =>
    setInvalid((old) => [...old.filter((one) => one !== pointer), ...(isValid ? [] : [pointer])])
  // A new form has none of the unfinished text of the one before.
  const restart = (): void => {
    setForm(form + 1)
    setInvalid([])
  }
  const start = (then: () => void): void => {
    const found = isRaw ? [] : missingIn(field, input)
    setMissing(found)
    if (found.length === 0 && invalid.length === 0) then()
  }
  const send = (validateOnly: boolean): void => run.mutate(validateOnly)
  const told = run.error instanceof ApiProblem ? run.error.errors : []
  const example = operation.examples[0]
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <Paper withBorder p="md" miw={0}>
        <Stack gap="md">
          <Group gap="xs">
            <Title order={2} size="h4">
              {operation.title}
            </Title>
            <Badge color={colors[effect]} variant="light" tt="none">
              {effect}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed" className="breakable">
            {operation.description}
          </Text>
          <Group justify="space-between">
            <Switch
              label="As JSON"
              checked={isRaw}
              onChange={() => {
                setIsRaw(!isRaw)
                restart()
              }}
            />
            {example !== undefined && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => {
                  change(example.input)
                  restart()
                }}
              >
                Fill in the example
              </Button>
            )}
          </Group>
          {isRaw ? (
            <JsonControl
              key={form}
              label="Input"
              value={input}
              onChange={change}
              onValid={(isValid) => setValid('', isValid)}
            />
          ) : (
            <SchemaForm
              key={form}
              field={field}
              value={input}
              onChange={change}
              errors={[...missing, ...told]}
              onValid={setValid}
            />
          )}
          <Group gap="xs">
            <PermittedButton
              permission={permissions[effect]}
              loading={run.isPending}
              color={effect === 'destructive' ? 'red' : 'blue'}
              onClick={() => start(() => (effect === 'read' ? send(false) : setIsAsked(true)))}
            >
              Run
            </PermittedButton>
            {effect !== 'read' && (
              <PermittedButton
                permission={permissions[effect]}
                variant="default"
                disabled={run.isPending}
                onClick={() => start(() => send(true))}
              >
                Validate only
              </PermittedButton>
            )}
            <CopyAs call={call} isOneOfSeveral={isOneOfSeveral && !hasOwnConnection} />
          </Group>
        </Stack>
      </Paper>
      <CallOutcome run={run} />
      <ConfirmModal
        opened={isAsked}
        onClose={() => setIsAsked(false)}
        title={`Run ${operation.title}?`}
        confirm="Run"
        {...(effect === 'destructive' ? { color: 'red' } : {})}
        isBusy={false}
        error={null}
        onConfirm={() => {
          setIsAsked(false)
          send(false)
        }}
      >
        {effect === 'destructive'
          ? 'It removes or overwrites what cannot be brought back.'
          : 'It changes something in the account that the connection leads to.'}
      </ConfirmModal>
    </SimpleGrid>
  )
}
