import { Alert, Button, Code, Group, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiProblem } from '../api/api-problem.ts'

interface ProblemAlertProps {
  readonly error: unknown
  readonly title?: string
  readonly onRetry?: () => unknown
}

/** A failure, with what to do next and what to name when asking for help. */
export function ProblemAlert({ error, title, onRetry }: ProblemAlertProps) {
  const body = error instanceof ApiProblem ? error.body : undefined
  const message = error instanceof Error ? error.message : String(error)
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle />}
      title={title ?? body?.title ?? 'This did not work'}
      role="alert"
      maw={720}
      w="100%"
    >
      <Stack gap="xs">
        <Text size="sm">{message}</Text>
        {body?.advice !== undefined && <Text size="sm">{body.advice}</Text>}
        {body?.errors !== undefined && body.errors.length > 0 && (
          <List size="sm">
            {body.errors.map(({ path, message: fault }) => (
              <List.Item key={path + fault}>
                <Code>{path}</Code> {fault}
              </List.Item>
            ))}
          </List>
        )}
        <Group gap="md">
          {body !== undefined && (
            <Text size="xs" c="dimmed">
              <Code>{body.code}</Code>
              {body.traceId !== undefined && <> trace {body.traceId}</>}
            </Text>
          )}
          {onRetry !== undefined && (
            <Button size="compact-sm" variant="default" onClick={() => void onRetry()}>
              Try again
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  )
}
