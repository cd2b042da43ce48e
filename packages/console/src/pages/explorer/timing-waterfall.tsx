import { Badge, Group, Table, Text, Title } from '@mantine/core'
import { formatMilliseconds } from '../../parts/format.ts'
import { vendorTime, type Phase, type ServerTiming } from './server-timing.ts'
import classes from './timing-waterfall.module.css'

const labels: Readonly<Record<string, string>> = {
  limits: 'Wait for a limit',
  breaker: 'Probe of the breaker',
  pause: 'Pause',
  transform: 'Transform',
}

const factLabels: Readonly<Record<string, string>> = { cache: 'Cache', breaker: 'Breaker', more: 'Not shown' }

/** Where the time of a call went, one line for each part of it. */
export function TimingWaterfall({ timing }: { readonly timing: ServerTiming }) {
  const { total, phases, facts } = timing
  const length = Math.max(total, ...phases.map(({ start, duration }) => start + duration), 0.01)
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h5">
          Where the time went
        </Title>
        <Group gap="xs">
          {facts.map(({ name, description }) => (
            <Badge key={name} variant="light" color="gray" tt="none">
              {`${factLabels[name] ?? name}: ${description}`}
            </Badge>
          ))}
        </Group>
      </Group>
      <Text size="sm" c="dimmed">
        {`${formatMilliseconds(total)} in all, ${formatMilliseconds(vendorTime(timing))} of it at the vendor.`}
      </Text>
      {phases.length > 0 && (
        <Table fz="xs" verticalSpacing={4} horizontalSpacing={6} aria-label="Parts of the call">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Part</Table.Th>
              <Table.Th w="45%">When</Table.Th>
              <Table.Th ta="right">Took</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {phases.map((phase, index) => (
              <Table.Tr key={index}>
                <Table.Td>{labelOf(phase)}</Table.Td>
                <Table.Td>
                  <div className={classes.track}>
                    <div
                      className={classes.bar}
                      data-part={phase.name}
                      style={{
                        left: `${(phase.start / length) * 100}%`,
                        width: `${(phase.duration / length) * 100}%`,
                      }}
                    />
                    <span className={classes.spoken}>{`from ${formatMilliseconds(phase.start)}`}</span>
                  </div>
                </Table.Td>
                <Table.Td ta="right">{formatMilliseconds(phase.duration)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  )
}

/** An attempt is described as `1: 503`. */
function labelOf({ name, description }: Phase): string {
  const [, tries, status] = /^(\d+): (.+)$/.exec(name === 'attempt' ? (description ?? '') : '') ?? []
  if (tries !== undefined) return `Attempt ${tries}: ${status}`
  const label = labels[name] ?? name
  return description === undefined ? label : `${label} (${description})`
}
