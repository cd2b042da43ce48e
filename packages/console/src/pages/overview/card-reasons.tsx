import { List, Text } from '@mantine/core'
import type { HealthReason } from '../../api/connector-health.ts'

const most = 3

/** Why a connector is not well, and what to do about it. */
export function CardReasons({ reasons }: { readonly reasons: readonly HealthReason[] }) {
  return (
    <List size="sm" spacing={6} listStyleType="none" m={0} p={0}>
      {reasons.slice(0, most).map(({ code, message, advice, subject }) => (
        <List.Item key={`${code} ${subject ?? ''}`}>
          <Text size="sm" fw={500} className="breakable">
            {message}
          </Text>
          {advice !== undefined && (
            <Text size="xs" c="dimmed" className="breakable">
              {advice}
            </Text>
          )}
        </List.Item>
      ))}
      {reasons.length > most && (
        <List.Item>
          <Text size="xs" c="dimmed">
            and {reasons.length - most} more
          </Text>
        </List.Item>
      )}
    </List>
  )
}
