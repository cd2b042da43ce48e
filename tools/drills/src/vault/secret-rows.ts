import type { SecretPlace, Store } from '@patchbay/runtime'

/** A stored secret as somebody sees it who has got at the database. */
export interface StoredRow {
  readonly tenant: string
  readonly record: string
  readonly purpose: string
  readonly version: number
  readonly key_id: string
  readonly wrapped_key: Buffer
  readonly sealed: Buffer
}

export const readRows = (store: Store): Promise<StoredRow[]> =>
  store.database
    .selectFrom('secrets')
    .select(['tenant', 'record', 'purpose', 'version', 'key_id', 'wrapped_key', 'sealed'])
    .orderBy('tenant')
    .orderBy('record')
    .orderBy('purpose')
    .execute()

/** Puts this in the place of all rows there are. */
export async function replaceRows(store: Store, rows: readonly StoredRow[]): Promise<void> {
  await store.transaction(async (database) => {
    await database.deleteFrom('secrets').execute()
    await database
      .insertInto('secrets')
      .values([...rows])
      .execute()
  })
}

export const placeOf = ({ tenant, record, purpose }: StoredRow): SecretPlace => ({ tenant, record, purpose })

type Part = keyof StoredRow

/** The row with one bit of one part turned. Bits of a version are those of its number. */
export function turnBit(row: StoredRow, part: Part, random: (below: number) => number): StoredRow {
  const value = row[part]
  if (typeof value === 'number')
    return { ...row, [part]: value + (random(2) === 0 ? 1 : -1) * 2 ** random(30) }
  const bytes = Buffer.from(value)
  const at = random(bytes.length)
  // A text stays one that the database takes.
  const bit = typeof value === 'string' ? random(4) : random(8)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
  return { ...row, [part]: typeof value === 'string' ? bytes.toString('latin1') : bytes }
}
