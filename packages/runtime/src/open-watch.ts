import { openAlerts, type Alerts, type AlertsParts } from './alerts/open-alerts.ts'
import { burningIn } from './alerts/burning-in.ts'
import {
  openConnectorHealth,
  type ConnectorsHealth,
  type ConnectorsHealthParts,
} from './health/open-connector-health.ts'
import { openObjectives, type Objectives } from './objectives/open-objectives.ts'
import type { CallHistory } from './statistics/call-history.ts'
import { openCallHistory } from './statistics/open-call-history.ts'

/** How things run: what calls came to, what they are to come to, and who is told where they do not. */
export interface Watch {
  readonly history: CallHistory
  readonly objectives: Objectives
  readonly alerts: Alerts
  readonly health: ConnectorsHealth
  readonly close: () => Promise<void>
}

export interface WatchParts
  extends Omit<AlertsParts, 'objectives'>, Pick<ConnectorsHealthParts, 'connections' | 'limits' | 'flags'> {
  /** Default: what was counted in the store. */
  readonly callHistory: CallHistory | undefined
}

export async function openWatch(parts: WatchParts): Promise<Watch> {
  const kept = openCallHistory(parts)
  const history = parts.callHistory ?? kept
  const objectives = await openObjectives({ ...parts, history })
  const alerts = await openAlerts({ ...parts, objectives })
  return {
    history,
    objectives,
    alerts,
    health: openConnectorHealth({ ...parts, history, burning: burningIn(alerts.records) }),
    async close() {
      await alerts.close()
      await objectives.close()
      kept.close()
    },
  }
}
