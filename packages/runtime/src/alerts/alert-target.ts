import type { Selectable } from 'kysely'
import type { Severity } from '../objectives/burn-rates.ts'
import type { AlertTargetRow } from './alert-tables.ts'

export const targetKinds = ['webhook', 'slack', 'email'] as const
export type TargetKind = (typeof targetKinds)[number]

/** Who is told of alerts of a scope, without how to reach him, which is in the vault. */
export interface AlertTarget {
  readonly id: string
  readonly scope: string
  readonly name: string
  readonly kind: TargetKind
  readonly severities: readonly Severity[]
  /** Null for all. */
  readonly connectors: readonly string[] | null
  /** Masked. */
  readonly address: string
  readonly version: number
  readonly changedBy: string
  readonly changedAt: Date
  readonly lastDelivery: { readonly at: Date; readonly outcome: string } | null
}

export function toTarget(row: Selectable<AlertTargetRow>): AlertTarget {
  const { id, scope, name, kind, severities, connectors, address, version } = row
  return {
    id,
    scope,
    name,
    kind,
    severities,
    connectors,
    address,
    version,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    lastDelivery: row.last_at === null ? null : { at: row.last_at, outcome: row.last_outcome ?? '' },
  }
}
