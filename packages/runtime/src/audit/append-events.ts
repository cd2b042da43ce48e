import { sql } from 'kysely'
import type { Database } from '../store/store.ts'
import { chainStart, type AuditRecord, type ChainPosition } from './audit-entry.ts'
import { isSealedBy, sealHead, type AuditHead } from './audit-head.ts'
import { sealedBy, type AuditKey, type AuditKeys } from './audit-key.ts'
import { fromHeadRow, toEntryRow, toHeadRow } from './audit-rows.ts'
import { harmEvent, type Harm } from './harm.ts'
import { linkEntries, type DatedEvent } from './link-entries.ts'

export interface AppendOptions {
  readonly keys: AuditKeys
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Whether some of the events may be in the log already. */
  readonly mayBeThere?: boolean
  /** The sequence that the log had reached when it was last seen. */
  readonly lastSeen?: number | undefined
  /** Whether the head is sealed by the key that is active now, even if the last one still is by the key before. */
  readonly isSealedAnew?: boolean
  /** Where what is left of the log begins from now on. Default: where it did. */
  readonly base?: ChainPosition
}

export interface Appended {
  readonly records: readonly AuditRecord[]
  readonly head: AuditHead
  readonly harm: Harm | undefined
}

/** Of all writers of the log, over all instances. */
const lockNumber = 7_263_420_117

/** Makes other writers of the log wait until the transaction ends. */
export async function lockAudit(database: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lockNumber)})`.execute(database)
}

/**
 * Adds events to the end of the log, within a transaction. Other writers wait until that ends, so it should come last
 * in it. A log that was harmed is gone on with all the same, after an entry that says so: the new seal would hide it.
 */
export async function appendEvents(
  database: Database,
  events: readonly DatedEvent[],
  { keys, now, mayBeThere = false, lastSeen = 0, isSealedAnew = false, base }: AppendOptions,
): Promise<Appended> {
  await lockAudit(database)
  const added = mayBeThere ? await withoutThose(database, events) : events
  const { head, key, isGenuine } = await readHead(database, keys)
  const harm = !isGenuine ? 'unsealed' : head.last.sequence < lastSeen ? 'rolled_back' : undefined
  if (added.length === 0) return { records: [], head, harm }
  const linked = harm === undefined ? added : [harmEvent(harm, head.last, lastSeen, now()), ...added]
  const tenants = await readTenants(database, linked)
  const records = linkEntries(linked, head.last, tenants)
  const { sequence, chain } = records.at(-1) as AuditRecord
  const seal = isSealedAnew ? await keys.active(database) : key
  const next = sealHead(seal, { sequence, hash: chain }, base ?? head.base)
  await database.insertInto('audit_entries').values(records.map(toEntryRow)).execute()
  await writeHead(database, next)
  await writeTenants(database, tenants)
  return { records, head: next, harm }
}

export interface ReadHead {
  readonly head: AuditHead
  /** What to seal the next head with: the key of this one, which every instance has, if it is genuine. */
  readonly key: AuditKey
  /** Whether it is what the runtime wrote last. A log without entries needs none. */
  readonly isGenuine: boolean
}

export async function readHead(database: Database, keys: AuditKeys): Promise<ReadHead> {
  const row = await database.selectFrom('audit_heads').selectAll().executeTakeFirst()
  if (row !== undefined) {
    const head = fromHeadRow(row)
    const key = await keys.find(sealedBy(head.seal), database)
    return { head, key: key ?? (await keys.active(database)), isGenuine: isSealedBy(key, head) }
  }
  const last = await database
    .selectFrom('audit_entries')
    .select(['sequence', 'chain'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  const end = last === undefined ? chainStart : { sequence: last.sequence, hash: last.chain }
  const key = await keys.active(database)
  return { head: sealHead(key, end, chainStart), key, isGenuine: last === undefined }
}

export async function writeHead(database: Database, head: AuditHead): Promise<void> {
  const row = toHeadRow(head)
  await database
    .insertInto('audit_heads')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
}

async function readTenants(
  database: Database,
  events: readonly DatedEvent[],
): Promise<Map<string, ChainPosition>> {
  const rows = await database
    .selectFrom('audit_tenants')
    .selectAll()
    .where('tenant', 'in', [...new Set(events.map(({ tenant }) => tenant))])
    .execute()
  return new Map(rows.map(({ tenant, sequence, hash }) => [tenant, { sequence, hash }]))
}

async function writeTenants(database: Database, tenants: ReadonlyMap<string, ChainPosition>): Promise<void> {
  const rows = Array.from(tenants, ([tenant, { sequence, hash }]) => ({ tenant, sequence, hash }))
  await database
    .insertInto('audit_tenants')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('tenant').doUpdateSet((excluded) => ({
        sequence: excluded.ref('excluded.sequence'),
        hash: excluded.ref('excluded.hash'),
      })),
    )
    .execute()
}

async function withoutThose(
  database: Database,
  events: readonly DatedEvent[],
): Promise<readonly DatedEvent[]> {
  const ids = events.map(({ id }) => id)
  const rows = await database.selectFrom('audit_entries').select('id').where('id', 'in', ids).execute()
  const there = new Set(rows.map(({ id }) => id))
  return events.filter(({ id }) => !there.has(id) && there.add(id))
}
