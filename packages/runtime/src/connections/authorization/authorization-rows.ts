import { hash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Store } from '../../store/store.ts'
import type { Vault } from '../../vault/vault.ts'
import type { AuthorizationRow } from './authorization-tables.ts'

export interface BegunAuthorization extends Omit<
  Selectable<AuthorizationRow>,
  'created_at' | 'state_digest'
> {
  /** Undefined where the vendor has no PKCE. */
  readonly verifier: string | undefined
}

/** Authorizations that were begun. Each can be taken once. */
export interface AuthorizationRows {
  put(state: string, begun: BegunAuthorization): Promise<void>
  /** Undefined where there is none of this state, or it was taken. */
  find(state: string): Promise<BegunAuthorization | undefined>
  /** The same, and nobody finds or takes it after that. */
  take(state: string): Promise<BegunAuthorization | undefined>
  /** Those that ended before. */
  sweep(before: Date): Promise<void>
}

/** Swept with each new one, so that none is left for long. */
const mostSwept = 100

const digestOf = (state: string): string => hash('sha256', state, 'base64url')

export function createAuthorizationRows(store: Store, vault: Vault): AuthorizationRows {
  const { database } = store
  const recordOf = (digest: string): string => `authorization/${digest}`

  return {
    async put(state, { verifier, ...row }) {
      const digest = digestOf(state)
      await store.transaction(async (transaction) => {
        await transaction
          .insertInto('authorizations')
          .values({ ...row, state_digest: digest })
          .execute()
        if (verifier === undefined) return
        const place = { tenant: row.tenant, record: recordOf(digest), purpose: 'pkce-verifier' }
        await vault.put(place, verifier, { database: transaction })
      })
    },

    async find(state) {
      const digest = digestOf(state)
      const row = await database
        .selectFrom('authorizations')
        .selectAll()
        .where('state_digest', '=', digest)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const place = { tenant: row.tenant, record: recordOf(digest), purpose: 'pkce-verifier' }
      return { ...row, verifier: (await vault.get(place))?.text }
    },

    async take(state) {
      const digest = digestOf(state)
      const row = await database
        .deleteFrom('authorizations')
        .where('state_digest', '=', digest)
        .returningAll()
        .executeTakeFirst()
      if (row === undefined) return undefined
      const record = recordOf(digest)
      const kept = await vault.get({ tenant: row.tenant, record, purpose: 'pkce-verifier' })
      await vault.forget(row.tenant, record)
      return { ...row, verifier: kept?.text }
    },

    async sweep(before) {
      const ended = await database
        .selectFrom('authorizations')
        .select(['state_digest', 'tenant'])
        .where('expires_at', '<', before)
        .limit(mostSwept)
        .execute()
      for (const { state_digest: digest, tenant } of ended) {
        await vault.forget(tenant, recordOf(digest))
        await database.deleteFrom('authorizations').where('state_digest', '=', digest).execute()
      }
    },
  }
}
