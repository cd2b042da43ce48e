import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { slow } from '../../app/queries.ts'
import { connectorHealthQuery, type ConnectorHealth } from '../../api/connector-health.ts'
import { limitsQuery, type Limit } from '../../api/limits.ts'
import { objectivesQuery, type Objective } from '../../api/objectives.ts'
import { statisticsQuery, type Statistics } from '../../api/statistics.ts'
import { lastHour } from '../../parts/time-range.ts'
import { useMay } from '../../session/session-context.ts'

/** What is known of the connectors, each part by a question that can fail by itself. */
export interface Overview {
  readonly health: UseQueryResult<readonly ConnectorHealth[]>
  /** The traffic of all together. */
  readonly whole: UseQueryResult<Statistics>
  readonly each: UseQueryResult<Statistics>
  readonly objectives: UseQueryResult<readonly Objective[]>
  readonly limits: UseQueryResult<readonly Limit[]>
}

/**
 * Asks for what who is signed in may see, and for nothing else. Used once on the page: each use has a rhythm of its
 * own.
 */
export function useOverview(): Overview {
  const mayCount = useMay('usage.read')
  const mayOperate = useMay('operations.read')
  return {
    health: useQuery({ ...connectorHealthQuery, enabled: useMay('connectors.read') }),
    whole: useQuery({ ...statisticsQuery({ range: lastHour, by: 'tenant' }), enabled: mayCount }),
    each: useQuery({ ...statisticsQuery({ range: lastHour, by: 'connector' }), enabled: mayCount }),
    objectives: useQuery({ ...objectivesQuery, enabled: mayOperate }),
    limits: useQuery({ ...limitsQuery(slow), enabled: mayOperate }),
  }
}
