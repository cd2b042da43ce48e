import { Code, CopyButton, Button, Group, Paper, ScrollArea, Stack, Text, Title } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { ApiProblem } from '../../api/api-problem.ts'
import type { Answer } from '../../api/request.ts'
import { Empty } from '../../parts/empty.tsx'
import { ProblemAlert } from '../../parts/problem-alert.tsx'
import { readServerTiming } from './server-timing.ts'
import { TimingWaterfall } from './timing-waterfall.tsx'

/** Characters of an answer that are shown: more would make the page slow. All of it can be copied. */
const shownLength = 100_000

interface CallOutcomeProps {
  readonly run: UseMutationResult<Answer<unknown>, Error, boolean>
}

/** What came of a call: the answer and what is said of it, or why there is none. */
export function CallOutcome({ run: { data: answer, error, isPending } }: CallOutcomeProps) {
  if (isPending) return <Empty title="Waiting for the answer" />
  const headers = error instanceof ApiProblem ? error.headers : answer?.headers
  const timing = readServerTiming(headers?.get('server-timing'))
  if (error !== null) {
    return (
      <Stack gap="md">
        <ProblemAlert error={error} />
        {timing !== undefined && <TimingWaterfall timing={timing} />}
      </Stack>
    )
  }
  if (answer === undefined) return <Empty title="Nothing was run yet">The answer is shown here.</Empty>
  const text = typeof answer.data === 'string' ? answer.data : (JSON.stringify(answer.data, null, 2) ?? '')
  return (
    <Paper withBorder p="md" miw={0} aria-live="polite">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            Answer
          </Title>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" size="compact-sm" onClick={copy}>
                {copied ? 'Copied' : 'Copy the answer'}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Json label="Answer" text={text.slice(0, shownLength)} />
        {text.length > shownLength && (
          <Text size="sm" c="dimmed">
            Only its beginning is shown. The copy has all of it.
          </Text>
        )}
        {timing !== undefined && <TimingWaterfall timing={timing} />}
        <Title order={3} size="h5">
          What is said of it
        </Title>
        <Json label="Meta" text={JSON.stringify(answer.meta, null, 2)} />
      </Stack>
    </Paper>
  )
}

function Json({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <ScrollArea.Autosize mah={520} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
      <Code block>{text}</Code>
    </ScrollArea.Autosize>
  )
}
