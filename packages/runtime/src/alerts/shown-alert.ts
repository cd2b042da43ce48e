import type { Alert, AlertName, AlertRule, AlertState } from './alert.ts'

/** An alert as the API and those who are told of it see it. */
export interface ShownAlert {
  readonly id: string
  readonly name: AlertName
  readonly severity: 'page' | 'ticket'
  /** Null where it is about none. */
  readonly connector: string | null
  readonly objective: string | null
  readonly subject: string | null
  /** Id of the tenant; null for the installation. */
  readonly tenant: string | null
  readonly rule: AlertRule | null
  readonly burn: number | null
  readonly state: AlertState
  readonly startedAt: string
  readonly resolvedAt: string | null
  readonly acknowledged: { readonly by: string; readonly at: string; readonly note: string } | null
  readonly summary: string
  /** Where it is written what to do. */
  readonly runbook: string
}

/** `runbooks` is the address of docs/runbooks.md, wherever that is served. */
export function showAlert(alert: Alert, runbooks: string): ShownAlert {
  const { id, name, severity, connector, objective, subject, scope, rule, burn, state, summary } = alert
  const { acknowledged } = alert
  return {
    id,
    name,
    severity,
    connector: connector === '' ? null : connector,
    objective,
    subject: subject === '' ? null : subject,
    tenant: scope === '*' ? null : scope,
    rule,
    burn,
    state,
    startedAt: alert.startedAt.toISOString(),
    resolvedAt: alert.resolvedAt?.toISOString() ?? null,
    acknowledged: acknowledged && { ...acknowledged, at: acknowledged.at.toISOString() },
    summary,
    runbook: `${runbooks}#${name}`,
  }
}
