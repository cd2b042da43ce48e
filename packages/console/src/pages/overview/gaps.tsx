import { Alert, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'

interface GapsProps {
  readonly questions: ReadonlyArray<{ readonly what: string; readonly query: UseQueryResult }>
}

/** Which figures of the cards are missing or old because a question failed. The cards stay. */
export function Gaps({ questions }: GapsProps) {
  const failed = questions.filter(({ query }) => query.error !== null)
  if (failed.length === 0) return null
  return (
    <Alert color="yellow" variant="light" p="xs" role="status">
      {failed.map(({ what, query: { data, error } }) => (
        <Text key={what} size="sm">
          {what} {data === undefined ? 'cannot be shown' : 'may be old'}: {error?.message}
        </Text>
      ))}
    </Alert>
  )
}
