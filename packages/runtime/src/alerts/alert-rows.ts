import type { Selectable } from 'kysely'
import type { AlertRow } from './alert-tables.ts'
import type { Alert, Condition } from './alert.ts'

export function toAlert(row: Selectable<AlertRow>): Alert {
  const { id, scope, name, severity, connector, subject, objective, rule, burn, state, summary } = row
  const by = row.acknowledged_by
  return {
    id,
    scope,
    name,
    severity,
    connector,
    subject,
    objective,
    rule,
    burn,
    state,
    summary,
    startedAt: row.started_at,
    resolvedAt: row.resolved_at,
    acknowledged:
      by === null
        ? null
        : { by, at: row.acknowledged_at ?? row.started_at, note: row.acknowledged_note ?? '' },
  }
}

/** The row of an alert that begins with a condition. */
export function toNewRow(condition: Condition, id: string, at: Date) {
  const { scope, name, severity, connector, subject, objective = null, summary } = condition
  return {
    id,
    scope,
    name,
    severity,
    connector,
    subject,
    objective,
    ...changingPart(condition),
    state: 'firing' as const,
    summary,
    started_at: at,
  }
}

/** What may change while it goes on. */
export const changingPart = ({ rule, burn, summary }: Condition) => ({
  rule: rule === undefined ? null : JSON.stringify(rule),
  burn: burn ?? null,
  summary,
})
