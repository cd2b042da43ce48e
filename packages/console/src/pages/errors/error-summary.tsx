import { Anchor, Code, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import type { ErrorGroup } from '../../api/error-groups.ts'
import { MiniBars } from '../../parts/charts/mini-bars.tsx'
import { Facts } from '../../parts/facts.tsx'
import { formatAgo, formatCount, formatTime } from '../../parts/format.ts'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { hourBars, sumOfHours } from './error-hours.ts'
import { sourceWords } from './error-sources.ts'

/** Where it happens, how often, and since when. */
export function ErrorSummary({ group }: { readonly group: ErrorGroup }) {
  const {
    state,
    isRegression,
    source,
    connector,
    operation,
    code,
    upstream,
    count,
    firstSeen,
    lastSeen,
    hours,
  } = group
  const inHours = sumOfHours(hours)
  return (
    <Paper withBorder p="md" component="section" aria-label="Summary">
      <Stack gap="md">
        <Group gap="xs">
          <Title order={2} size="h5">
            Summary
          </Title>
          <StatusBadge status={state} />
          {isRegression && <StatusBadge status="came back" title="It was resolved before" />}
        </Group>
        <div>
          <MiniBars
            bars={hourBars(hours)}
            tone="vendor"
            height={64}
            label={`${inHours} in the last 24 hours`}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {formatCount(inHours)} in the last 24 hours, {formatCount(count)} in all
          </Text>
        </div>
        <Facts
          facts={[
            { label: 'Source', value: sourceWords[source] },
            {
              label: 'Connector',
              value:
                connector === '' ? undefined : (
                  <Anchor component={Link} to={`/metrics/${connector}`} size="sm">
                    {connector}
                  </Anchor>
                ),
            },
            {
              label: 'Operation',
              value:
                operation === '' ? undefined : (
                  <Anchor component={Link} to={`/metrics/${connector}/${operation}`} size="sm">
                    {operation}
                  </Anchor>
                ),
            },
            { label: 'Code', value: <Code>{code}</Code> },
            { label: 'Vendor answered', value: upstreamWords(upstream) },
            { label: 'First seen', value: `${formatTime(firstSeen)} (${formatAgo(firstSeen)})` },
            { label: 'Last seen', value: `${formatTime(lastSeen)} (${formatAgo(lastSeen)})` },
            ...(state === 'muted' && group.mutedUntil
              ? [{ label: 'Muted until', value: formatTime(group.mutedUntil) }]
              : []),
            ...(group.note ? [{ label: 'Note', value: group.note }] : []),
          ]}
        />
      </Stack>
    </Paper>
  )
}

export function upstreamWords(upstream: ErrorGroup['upstream'] | undefined): string | undefined {
  const words = [upstream?.status, upstream?.code].filter((part) => part !== undefined && part !== null)
  return words.length === 0 ? undefined : words.join(' ')
}
