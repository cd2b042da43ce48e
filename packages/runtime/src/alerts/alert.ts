import type { BurnRule, Severity } from '../objectives/burn-rates.ts'
import type { ObjectiveKind } from '../objectives/objective.ts'

/** What can be wrong. Each has a section of its name in docs/runbooks.md. */
export const alertNames = [
  'availability-burning',
  'latency-burning',
  'freshness-burning',
  'breaker-open',
  'connector-quarantined',
  'connection-failing',
  'support-ending',
] as const

export type AlertName = (typeof alertNames)[number]
export type AlertState = 'firing' | 'resolved'
export type AlertRule = Omit<BurnRule, 'severity'>

/** What tells one thing that is wrong from all others. */
export interface AlertKey {
  /** Id of a tenant, or `*` for the installation. */
  readonly scope: string
  readonly name: AlertName
  readonly severity: Severity
  /** Empty where it is about none. */
  readonly connector: string
  /** An origin, the id of a connection…; empty where the rest says it all. */
  readonly subject: string
}

/** Something that is wrong now. */
export interface Condition extends AlertKey {
  readonly objective?: ObjectiveKind
  readonly rule?: AlertRule
  /** How fast the budget of the objective is spent, over the long window of the rule. */
  readonly burn?: number
  /** One line for people, without a secret. */
  readonly summary: string
}

/** That something was wrong from one moment on, and until when. */
export interface Alert extends AlertKey {
  readonly id: string
  readonly objective: ObjectiveKind | null
  readonly rule: AlertRule | null
  readonly burn: number | null
  readonly state: AlertState
  readonly summary: string
  readonly startedAt: Date
  readonly resolvedAt: Date | null
  readonly acknowledged: { readonly by: string; readonly at: Date; readonly note: string } | null
}

export const conditionKey = ({ scope, name, severity, connector, subject }: AlertKey): string =>
  JSON.stringify([scope, name, severity, connector, subject])
