import { Anchor, Breadcrumbs, Text } from '@mantine/core'
import { Link, useLocation } from 'react-router'

interface MetricPathProps {
  readonly connector: string | undefined
  readonly operation: string | undefined
}

/** Where one is between all calls and those of one operation, with the ways back. */
export function MetricPath({ connector, operation }: MetricPathProps) {
  const { search } = useLocation()
  if (connector === undefined)
    return 'How calls went: how many, how well, how fast. Draw over a chart to look closer.'
  return (
    <Breadcrumbs component="nav" aria-label="Metrics" separatorMargin={6}>
      <Anchor component={Link} to={`/metrics${search}`} size="sm">
        All connectors
      </Anchor>
      {operation === undefined ? (
        <Text size="sm">{connector}</Text>
      ) : (
        <Anchor component={Link} to={`/metrics/${connector}${search}`} size="sm">
          {connector}
        </Anchor>
      )}
      {operation !== undefined && <Text size="sm">{operation}</Text>}
    </Breadcrumbs>
  )
}
