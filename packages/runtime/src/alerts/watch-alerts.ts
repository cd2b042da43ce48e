import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import { lookAround, type Watcher } from './findings.ts'
import { recordFindings, type Transitions } from './record-findings.ts'
import type { WatchLease } from './watch-lease.ts'

export interface AlertWatchParts {
  readonly store: Store
  readonly lease: WatchLease
  readonly watchers: readonly Watcher[]
  /** Whose alerts are looked for. */
  readonly scopes: () => ReadonlySet<string>
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** One look of this instance: `undefined` if it is another one's turn. */
export type LookForAlerts = () => Promise<Transitions | undefined>

/** Looks for what is wrong, if this is the one instance whose turn it is, and brings the alerts to what it has found. */
export function createAlertWatch({
  store,
  lease,
  watchers,
  scopes,
  log,
  now,
}: AlertWatchParts): LookForAlerts {
  return async () => {
    const fence = await lease.acquire()
    if (fence === undefined) return undefined
    const findings = await lookAround(watchers, scopes())
    for (const failure of findings.failures) {
      log.warn(
        { err: failure },
        'some of what is watched could not be looked at; its alerts stay as they are',
      )
    }
    const transitions = await recordFindings(store, lease, fence, findings, new Date(now()))
    for (const alert of [...(transitions?.raised ?? []), ...(transitions?.resolved ?? [])]) {
      const { id, name, severity, scope, connector, subject, state, summary } = alert
      const fields = { alert: id, name, severity, scope, connector, subject, state, summary }
      if (state === 'firing') log.warn(fields, 'alert')
      else log.info(fields, 'alert')
    }
    return transitions
  }
}
