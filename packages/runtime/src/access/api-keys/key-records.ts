import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Database } from '../../store/store.ts'
import type { ApiKeyRow } from '../access-tables.ts'

export type KeyRecord = Selectable<ApiKeyRow> & {
  /** Of the text that is valid for as long as the key. */
  readonly hint: string
}

/** Of the news that a key has changed: the id of the key. */
export const apiKeyTopic = 'api-key'

/** Where a page of a list begins, after this one. */
export interface KeyPosition {
  readonly createdAt: Date
  readonly id: string
}

const withHint = (database: Database, tenant: string) =>
  database
    .selectFrom('api_keys')
    .innerJoin('api_key_secrets', (join) =>
      join
        .onRef('api_key_secrets.api_key', '=', 'api_keys.id')
        .onRef('api_key_secrets.tenant', '=', 'api_keys.tenant')
        .on('api_key_secrets.valid_until', 'is', null),
    )
    .selectAll('api_keys')
    .select('api_key_secrets.hint')
    .where('api_keys.tenant', '=', tenant)

/** What no key has for its id is not asked for: the store cannot take every text. */
const isId = (id: string): boolean => /^key_[0-9A-Za-z]{16}$/.test(id)

export async function findKey(
  database: Database,
  tenant: string,
  id: string,
): Promise<KeyRecord | undefined> {
  if (!isId(id)) return undefined
  return withHint(database, tenant).where('api_keys.id', '=', id).executeTakeFirst()
}

/** The same, which nobody else can change until the transaction ends. */
export async function lockKey(
  database: Database,
  tenant: string,
  id: string,
): Promise<KeyRecord | undefined> {
  if (!isId(id)) return undefined
  return withHint(database, tenant).where('api_keys.id', '=', id).forUpdate('api_keys').executeTakeFirst()
}

/** The newest first. */
export async function listKeys(
  database: Database,
  tenant: string,
  limit: number,
  after: KeyPosition | undefined,
): Promise<KeyRecord[]> {
  const keys = withHint(database, tenant)
    .orderBy('api_keys.created_at', 'desc')
    .orderBy('api_keys.id', 'desc')
    .limit(limit)
  const page =
    after === undefined
      ? keys
      : keys.where(sql<boolean>`(api_keys.created_at, api_keys.id) < (${timeOf(after, tenant)}, ${after.id})`)
  return page.execute()
}

/** The store's own time of the key, which may be finer than a cursor's: others of the same millisecond are told by it. */
const timeOf = ({ createdAt, id }: KeyPosition, tenant: string) =>
  sql`coalesce((select created_at from api_keys where tenant = ${tenant} and id = ${id}), ${createdAt})`

export async function insertKey(database: Database, key: Insertable<ApiKeyRow>): Promise<void> {
  await database.insertInto('api_keys').values(key).execute()
}

/** Changes it, and counts the change. */
export async function changeKey(
  database: Database,
  { tenant, id }: KeyRecord,
  change: Updateable<ApiKeyRow>,
): Promise<void> {
  await database
    .updateTable('api_keys')
    .set((is) => ({ ...change, version: is('version', '+', 1) }))
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute()
}

/** Ends the texts of a key that are valid, at this time at the latest. */
export async function endSecrets(database: Database, { tenant, id }: KeyRecord, end: Date): Promise<void> {
  await database
    .updateTable('api_key_secrets')
    .set({ valid_until: end })
    .where('tenant', '=', tenant)
    .where('api_key', '=', id)
    .where((is) => is.or([is('valid_until', 'is', null), is('valid_until', '>', end)]))
    .execute()
}

/** What the store knows of the text of a key, by its hash: the one question that knows no tenant yet. */
export async function findKeyByHash(database: Database, hash: string) {
  return database
    .selectFrom('api_key_secrets')
    .innerJoin('api_keys', (join) =>
      join
        .onRef('api_keys.id', '=', 'api_key_secrets.api_key')
        .onRef('api_keys.tenant', '=', 'api_key_secrets.tenant'),
    )
    .innerJoin('tenants', 'tenants.id', 'api_keys.tenant')
    .selectAll('api_keys')
    .select(['api_key_secrets.valid_until', 'tenants.state as tenant_state'])
    .where('api_key_secrets.hash', '=', hash)
    .executeTakeFirst()
}
