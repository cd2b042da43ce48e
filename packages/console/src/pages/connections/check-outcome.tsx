import { Alert, Code, List, Stack, Text } from '@mantine/core'
import type { CheckReport } from '../../api/connection-checks.ts'

/** What a check found: whether it works, what it lacks, and what to do now. */
export function CheckOutcome({ report }: { readonly report: CheckReport }) {
  const { works, operation, duration, problem, scopes, operations, next } = report
  const color = works ? (scopes.missing.length > 0 ? 'yellow' : 'teal') : 'red'
  return (
    <Alert color={color} title={works ? 'It works' : 'It does not work'}>
      <Stack gap="xs">
        <Text size="sm">
          <Code>{operation}</Code> was called, which took {duration} ms.
        </Text>
        {problem !== null && (
          <Text size="sm" className="breakable">
            {problem.detail} <Code>{problem.code}</Code>
          </Text>
        )}
        {problem?.errors !== undefined && (
          <List size="sm">
            {problem.errors.map(({ path, message }) => (
              <List.Item key={path + message}>
                <Code>{path}</Code> {message}
              </List.Item>
            ))}
          </List>
        )}
        <Text size="sm" className="breakable">
          {next}
        </Text>
        {operations.unusable.length > 0 && (
          <Text size="sm" className="breakable">
            Not usable: {operations.unusable.map((one) => one.operation).join(', ')}
          </Text>
        )}
      </Stack>
    </Alert>
  )
}
