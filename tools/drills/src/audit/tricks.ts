import { chainStart, fromEntryRow, linkEntries, toEntryRow, type Database } from '@patchbay/runtime'

type Rows = Awaited<ReturnType<typeof readRows>>
type Row = Rows[number]

/** From 0 up to 1. */
export type Random = () => number

/** Something that whoever can write to the database does to the audit, without the keys. */
export interface Trick {
  readonly name: string
  play(database: Database, random: Random): Promise<void>
}

const readRows = (database: Database) =>
  database.selectFrom('audit_entries').selectAll().orderBy('sequence').execute()

const below = (random: Random, count: number): number => Math.floor(random() * count)

async function replaceAll(database: Database, rows: readonly Row[]): Promise<void> {
  await database.deleteFrom('audit_entries').execute()
  if (rows.length > 0) await database.insertInto('audit_entries').values(rows).execute()
}

/** The same events in a chain of their own, which is right in itself; and a head that says so. */
async function forge(database: Database, rows: readonly Row[]): Promise<void> {
  const events = rows.map((row) => {
    const { time, details, target, before, after, ...event } = fromEntryRow(row)
    return {
      ...event,
      actorKind: row.actor_kind as 'operator',
      time,
      target: target ?? undefined,
      before: before ?? undefined,
      after: after ?? undefined,
      details: JSON.parse(details) as Record<string, string>,
    }
  })
  const records = linkEntries(events, chainStart, new Map())
  await replaceAll(database, records.map(toEntryRow))
  const last = records.at(-1)
  await database
    .updateTable('audit_heads')
    .set({ sequence: last?.sequence ?? 0, hash: last?.chain ?? chainStart.hash })
    .execute()
}

function edited(row: Row, random: Random): Row {
  const columns = ['actor', 'action', 'target', 'outcome', 'trace_id', 'time', 'details', 'tenant'] as const
  const column = columns[below(random, columns.length)] ?? 'actor'
  if (column === 'time') return { ...row, time: new Date(row.time.getTime() - 1) }
  if (column === 'details') return { ...row, details: `${row.details} ` }
  return { ...row, [column]: `${row[column] ?? ''}x` }
}

const someRow = (rows: Rows, random: Random): [number, Row] => {
  const index = below(random, rows.length)
  return [index, rows[index] as Row]
}

export const tricks: readonly Trick[] = [
  {
    name: 'edit',
    async play(database, random) {
      const [, row] = someRow(await readRows(database), random)
      await database
        .updateTable('audit_entries')
        .set(edited(row, random))
        .where('sequence', '=', row.sequence)
        .execute()
    },
  },
  {
    name: 'edit, with every hash and the head made to fit',
    async play(database, random) {
      const rows = await readRows(database)
      const [index, row] = someRow(rows, random)
      await forge(database, rows.with(index, { ...row, outcome: `${row.outcome}x` }))
    },
  },
  {
    name: 'delete',
    async play(database, random) {
      const [, row] = someRow(await readRows(database), random)
      await database.deleteFrom('audit_entries').where('sequence', '=', row.sequence).execute()
    },
  },
  {
    name: 'delete, with every hash and the head made to fit',
    async play(database, random) {
      const rows = await readRows(database)
      await forge(database, rows.toSpliced(below(random, rows.length), 1))
    },
  },
  {
    name: 'reorder',
    async play(database, random) {
      const rows = await readRows(database)
      const [one, row] = someRow(rows, random)
      const other = (one + 1 + below(random, rows.length - 1)) % rows.length
      const swapped = rows[other] as Row
      const place = ({ sequence, chain }: Row) => ({ sequence, chain })
      await replaceAll(
        database,
        rows.with(one, { ...swapped, ...place(row) }).with(other, { ...row, ...place(swapped) }),
      )
    },
  },
  {
    name: 'cut off the end',
    async play(database, random) {
      const rows = await readRows(database)
      const last = rows[below(random, rows.length - 1)] as Row
      await database.deleteFrom('audit_entries').where('sequence', '>', last.sequence).execute()
    },
  },
  {
    name: 'cut off the end, and put the head there',
    async play(database, random) {
      const rows = await readRows(database)
      const last = rows[below(random, rows.length - 1)] as Row
      await database.deleteFrom('audit_entries').where('sequence', '>', last.sequence).execute()
      await database.updateTable('audit_heads').set({ sequence: last.sequence, hash: last.chain }).execute()
    },
  },
  {
    name: 'insert',
    async play(database, random) {
      const rows = await readRows(database)
      const [index, row] = someRow(rows, random)
      const added = { ...row, id: `${row.id}x`, tenant: `t${below(random, 1_000)}`, tenant_sequence: 1 }
      const all = rows.toSpliced(index, 0, added)
      await replaceAll(
        database,
        all.map((one, position) => ({ ...one, sequence: position + 1 })),
      )
    },
  },
  {
    name: 'take away the beginning, as retention would',
    async play(database, random) {
      const rows = await readRows(database)
      const first = rows[below(random, rows.length - 1)] as Row
      await database
        .updateTable('audit_heads')
        .set({ base_sequence: first.sequence, base_hash: first.chain })
        .execute()
      await database.deleteFrom('audit_entries').where('sequence', '<=', first.sequence).execute()
    },
  },
]

/** Puts the log and its head back to how they were, which only somebody who noted a later head can tell. */
export const rollBack = (earlier: readonly HeadRow[]): Trick => ({
  name: 'put everything back',
  async play(database, random) {
    const head = earlier[below(random, earlier.length)] as HeadRow
    await database.deleteFrom('audit_entries').where('sequence', '>', head.sequence).execute()
    await database.updateTable('audit_heads').set(head).execute()
  },
})

/** The head as it is in the database, with the seal that the runtime gave it. */
export const readHeadRow = (database: Database) =>
  database.selectFrom('audit_heads').selectAll().executeTakeFirstOrThrow()

export type HeadRow = Awaited<ReturnType<typeof readHeadRow>>
