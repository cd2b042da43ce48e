import type { Database } from '../store/store.ts'
import { fromEntryRow, fromHeadRow } from './audit-rows.ts'
import type { AuditSource } from './verify-audit.ts'

/** Entries that are read at once: a few milliseconds of hashing. */
const readAtOnce = 500

/** The log in the store, to be verified there. */
export const storedAudit = (database: Database): AuditSource => ({
  async head() {
    const lastOf = database.selectFrom('audit_entries').select(({ fn }) => fn.max('sequence').as('last'))
    // In one statement, and so at one moment.
    const row = await database
      .selectFrom('audit_heads')
      .selectAll()
      .select(() => lastOf.as('last'))
      .executeTakeFirst()
    if (row !== undefined) return { head: fromHeadRow(row), lastSequence: row.last ?? 0 }
    const { last } = await lastOf.executeTakeFirstOrThrow()
    return { head: undefined, lastSequence: last ?? 0 }
  },
  async *records(after, through) {
    for (let last = after; last < through;) {
      const rows = await database
        .selectFrom('audit_entries')
        .selectAll()
        .where('sequence', '>', last)
        .where('sequence', '<=', through)
        .orderBy('sequence')
        .limit(readAtOnce)
        .execute()
      for (const row of rows) {
        yield { entry: fromEntryRow(row), sequence: row.sequence, chain: row.chain }
        last = row.sequence
      }
      if (rows.length < readAtOnce) return
    }
  },
})
