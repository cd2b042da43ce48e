import type { Generated } from 'kysely'
import type { ObjectiveKind } from './objective.ts'

/** What is promised of a connector instead of what it declares. */
export interface ObjectiveOverrideRow {
  /** Id of a tenant, or `*`. */
  scope: string
  connector: string
  kind: ObjectiveKind
  target: number
  /** Seconds; of latency alone. */
  threshold: number | null
  version: Generated<number>
  changed_by: string
  changed_at: Generated<Date>
}

/** The tables of this folder. */
export interface ObjectiveTables {
  objective_overrides: ObjectiveOverrideRow
}
