import type { Selectable } from 'kysely'
import type { Database } from '../store/store.ts'
import { chainStart, type AuditEntry, type ChainPosition } from './audit-entry.ts'
import { fromEntryRow } from './audit-rows.ts'
import type { AuditEntryRow } from './audit-tables.ts'

/** Each one that is there has to fit. */
export interface AuditFilter {
  /** Milliseconds since 1970; from then on. */
  readonly from?: number | undefined
  /** Milliseconds since 1970; before then. */
  readonly to?: number | undefined
  readonly actor?: string | undefined
  /** One action, or with a `*` at its end all that begin so. */
  readonly action?: string | undefined
  readonly target?: string | undefined
  /** An outcome; `failed` for all but `ok` and `replayed`. */
  readonly outcome?: string | undefined
}

/** The part of the log that is a tenant's. */
export interface AuditLog {
  /** The newest first, before a sequence of the tenant if one is given. */
  list(tenant: string, filter: AuditFilter, limit: number, before?: number): Promise<AuditEntry[]>
  /**
   * In order, from the first entry in a span of time through the last one, without a gap, so that it can be verified.
   * An entry that waited in a file while the store was away stands later than its time.
   */
  stretch(tenant: string, from: number | undefined, to: number | undefined): AsyncGenerator<AuditEntry>
  /** How far the chain of the tenant reaches. */
  head(tenant: string): Promise<ChainPosition>
}

const readAtOnce = 500

export const auditLog = (database: Database): AuditLog => ({
  async list(tenant, filter, limit, before) {
    const { from, to, actor, action, target, outcome } = filter
    let query = database.selectFrom('audit_entries').selectAll().where('tenant', '=', tenant)
    if (before !== undefined) query = query.where('tenant_sequence', '<', before)
    if (from !== undefined) query = query.where('time', '>=', new Date(from))
    if (to !== undefined) query = query.where('time', '<', new Date(to))
    if (actor !== undefined) query = query.where('actor', '=', actor)
    if (target !== undefined) query = query.where('target', '=', target)
    if (outcome === 'failed') query = query.where('outcome', 'not in', ['ok', 'replayed'])
    else if (outcome !== undefined) query = query.where('outcome', '=', outcome)
    if (action?.endsWith('*') === true) query = query.where('action', '^@', action.slice(0, -1))
    else if (action !== undefined) query = query.where('action', '=', action)
    const rows = await query.orderBy('tenant_sequence', 'desc').limit(limit).execute()
    return rows.map(fromEntryRow)
  },

  async *stretch(tenant, from, to) {
    let span = database.selectFrom('audit_entries').where('tenant', '=', tenant)
    if (from !== undefined) span = span.where('time', '>=', new Date(from))
    if (to !== undefined) span = span.where('time', '<', new Date(to))
    const { first, last } = await span
      .select(({ fn }) => [fn.min('tenant_sequence').as('first'), fn.max('tenant_sequence').as('last')])
      .executeTakeFirstOrThrow()
    for (let next = first ?? 1; next <= (last ?? 0);) {
      const rows: Selectable<AuditEntryRow>[] = await database
        .selectFrom('audit_entries')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('tenant_sequence', '>=', next)
        .where('tenant_sequence', '<=', last ?? 0)
        .orderBy('tenant_sequence')
        .limit(readAtOnce)
        .execute()
      for (const row of rows) yield fromEntryRow(row)
      if (rows.length < readAtOnce) return
      next = (rows.at(-1)?.tenant_sequence ?? 0) + 1
    }
  },

  async head(tenant) {
    const row = await database
      .selectFrom('audit_tenants')
      .select(['sequence', 'hash'])
      .where('tenant', '=', tenant)
      .executeTakeFirst()
    return row ?? chainStart
  },
})
