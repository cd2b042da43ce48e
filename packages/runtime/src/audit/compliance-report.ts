import { sql, type Selectable } from 'kysely'
import type { Database } from '../store/store.ts'
import type { AuditEntryRow } from './audit-tables.ts'
import { readAccess, type KeyAccess } from './key-access.ts'

/** Milliseconds since 1970: from then on, and before then. */
export interface Period {
  readonly from: number
  readonly to: number
}

/** What was done to something, or tried, how often and when. */
export interface ReportedUse {
  readonly actor: string
  readonly actorKind: string
  readonly count: number
  readonly first: string
  readonly last: string
}

export interface ReportedChange {
  readonly time: string
  readonly actor: string
  readonly action: string
  readonly target: string | null
  readonly before: string | null
  readonly after: string | null
}

/** What a tenant shows to whoever asks how access to its systems was kept, over a period. */
export interface ComplianceReport {
  readonly tenant: string
  readonly from: string
  readonly to: string
  /** How many entries of the audit the report is made of. */
  readonly entries: number
  readonly access: {
    /** Keys that were valid at some time of the period. */
    readonly keys: readonly KeyAccess[]
    /** Who did something that is audited. */
    readonly principals: readonly ReportedUse[]
  }
  /** Changes of the tenant's own state; the first 1,000 of them are listed. */
  readonly changes: { readonly count: number; readonly listed: readonly ReportedChange[] }
  /** Calls that are not reads, by the connection whose credentials they used. */
  readonly credentialUse: readonly (ReportedUse & {
    readonly connection: string | null
    readonly failed: number
  })[]
  /** Keys, credentials and the vault's keys that were replaced. */
  readonly rotations: readonly ReportedChange[]
  /** What was refused, or failed. */
  readonly failures: readonly (ReportedUse & { readonly action: string; readonly outcome: string })[]
}

const mostListed = 1_000

const isCall = sql<boolean>`action like 'call.%'`
const hasSucceeded = sql<boolean>`outcome in ('ok', 'replayed')`
// Of the connection by its owner or by a refresh, of API keys, and of the vault's.
const isRotation = sql<boolean>`action ~ '\\.(rotate|reauthorize|refresh)$'`

/** Reports on one tenant. Reads of connectors are not audited; `GET /v1/usage` counts them. */
export async function complianceReport(
  database: Database,
  tenant: string,
  period: Period,
): Promise<ComplianceReport> {
  const entries = database
    .selectFrom('audit_entries')
    .where('tenant', '=', tenant)
    .where('time', '>=', new Date(period.from))
    .where('time', '<', new Date(period.to))
  const uses = entries.select(({ fn }) => [
    'actor',
    'actor_kind',
    fn.countAll<number>().as('count'),
    fn.min('time').as('first'),
    fn.max('time').as('last'),
  ])
  const changed = entries
    .where(hasSucceeded)
    .where(sql<boolean>`not ${isCall}`)
    .where('actor_kind', '!=', 'system')

  const { total } = await entries
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const principals = await uses.groupBy(['actor', 'actor_kind']).orderBy('actor').limit(mostListed).execute()
  const changes = await changed
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const listed = await changed.selectAll().orderBy('tenant_sequence').limit(mostListed).execute()
  const rotations = await entries
    .where(hasSucceeded)
    .where(isRotation)
    .where(sql<boolean>`not ${isCall}`)
    .selectAll()
    .orderBy('tenant_sequence')
    .limit(mostListed)
    .execute()
  const credentialUse = await uses
    .where(isCall)
    .select(['target', sql<number>`count(*) filter (where not ${hasSucceeded})`.as('failed')])
    .groupBy(['target', 'actor', 'actor_kind'])
    .orderBy('target')
    .orderBy('actor')
    .limit(mostListed)
    .execute()
  const failures = await uses
    .where(sql<boolean>`not ${hasSucceeded}`)
    .select(['action', 'outcome'])
    .groupBy(['actor', 'actor_kind', 'action', 'outcome'])
    .orderBy('count', 'desc')
    .limit(mostListed)
    .execute()
  return {
    tenant,
    from: instant(period.from),
    to: instant(period.to),
    entries: total,
    access: { keys: await readAccess(database, tenant, period), principals: principals.map(toUse) },
    changes: { count: changes.count, listed: listed.map(toChange) },
    credentialUse: credentialUse.map((row) => ({
      connection: row.target,
      ...toUse(row),
      failed: row.failed,
    })),
    rotations: rotations.map(toChange),
    failures: failures.map((row) => ({ action: row.action, outcome: row.outcome, ...toUse(row) })),
  }
}

const instant = (time: Date | number | null): string => new Date(time ?? 0).toISOString()

interface UseRow {
  readonly actor: string
  readonly actor_kind: string
  readonly count: number
  readonly first: Date | null
  readonly last: Date | null
}

const toUse = ({ actor, actor_kind, count, first, last }: UseRow): ReportedUse => ({
  actor,
  actorKind: actor_kind,
  count,
  first: instant(first),
  last: instant(last),
})

const toChange = (row: Selectable<AuditEntryRow>): ReportedChange => ({
  time: instant(row.time),
  actor: row.actor,
  action: row.action,
  target: row.target,
  before: row.before,
  after: row.after,
})
