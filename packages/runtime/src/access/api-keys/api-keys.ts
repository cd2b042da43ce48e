import { Problem } from '@patchbay/contract'
import type { ChangeFeed } from '../../store/change-feed.ts'
import type { BeforeCommit } from '../../store/before-commit.ts'
import type { Database, Store } from '../../store/store.ts'
import { permissionsForAll } from '../oauth-resource/token-scopes.ts'
import type { Principal } from '../principal.ts'
import { listRestrictions } from '../restrictions.ts'
import { apiKeyHash, apiKeyHint, newApiKey, newApiKeyId, type KeyEnvironment } from './api-key-text.ts'
import { checkGrant, heldTo, type GrantLimits, type KeyGrant } from './key-grant.ts'
import {
  apiKeyTopic,
  changeKey,
  endSecrets,
  findKey,
  insertKey,
  listKeys,
  lockKey,
  type KeyPosition,
  type KeyRecord,
} from './key-records.ts'

export interface NewKey extends KeyGrant {
  readonly name: string
}

/** What is left out stays as it is. */
export type KeyChange = Partial<Omit<NewKey, 'environment'>>

/** A key with the text that is told this once. */
export interface ToldKey {
  readonly record: KeyRecord
  readonly key: string
}

/** Throws `precondition_failed` if the version is not the one that the caller has seen. */
export type CheckVersion = (version: number) => void

/** The keys of the tenant of whoever asks. A key of another tenant is `not_found`, like one that never was. */
export interface ApiKeys {
  create(maker: Principal, wanted: NewKey, beforeCommit?: BeforeCommit<KeyRecord>): Promise<ToldKey>
  list(principal: Principal, limit: number, after: KeyPosition | undefined): Promise<KeyRecord[]>
  get(principal: Principal, id: string): Promise<KeyRecord>
  update(
    principal: Principal,
    id: string,
    change: KeyChange,
    check: CheckVersion,
    beforeCommit?: BeforeCommit<KeyRecord>,
  ): Promise<KeyRecord>
  /** Gives the key a new text. The one before stays valid for `overlap` milliseconds. */
  rotate(
    principal: Principal,
    id: string,
    overlap: number,
    check: CheckVersion,
    beforeCommit?: BeforeCommit<KeyRecord>,
  ): Promise<ToldKey>
  /** Ends the key for good. One that was revoked stays as it is. */
  revoke(
    principal: Principal,
    id: string,
    check: CheckVersion,
    beforeCommit?: BeforeCommit<KeyRecord>,
  ): Promise<KeyRecord>
}

const noKey = (id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no key "${id}".`,
    advice: 'GET /v1/keys lists the keys.',
  })

export interface ApiKeysParts {
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly changes: Pick<ChangeFeed, 'tell'>
}

export function createApiKeys({ store, now, changes }: ApiKeysParts): ApiKeys {
  /** A change of a key that whoever changes it could have made: no more, and nobody's that has more. */
  const change = (
    principal: Principal,
    id: string,
    check: CheckVersion,
    beforeCommit: BeforeCommit<KeyRecord> | undefined,
    act: (database: Database, record: KeyRecord, limits: GrantLimits) => Promise<void>,
  ): Promise<KeyRecord> =>
    store.transaction(async (database) => {
      const { tenant } = principal
      const record = await lockKey(database, tenant, id)
      if (record === undefined) throw noKey(id)
      check(record.version)
      await act(database, record, await limitsOf(database, principal))
      await changes.tell(database, apiKeyTopic, tenant, id)
      const changed = await read(database, principal, id)
      await beforeCommit?.(database, record, changed)
      return changed
    })

  const read = async (database: Database, { tenant }: Principal, id: string): Promise<KeyRecord> => {
    const record = await findKey(database, tenant, id)
    if (record === undefined) throw noKey(id)
    return record
  }

  const addSecret = async (database: Database, tenant: string, id: string, environment: KeyEnvironment) => {
    const key = newApiKey(environment)
    await database
      .insertInto('api_key_secrets')
      .values({
        hash: apiKeyHash(key),
        api_key: id,
        tenant,
        hint: apiKeyHint(key),
        created_at: new Date(now()),
        valid_until: null,
      })
      .execute()
    return key
  }

  return {
    create: (maker, wanted, beforeCommit) =>
      store.transaction(async (database) => {
        const limits = await limitsOf(database, maker)
        const grant = heldTo(wanted, limits)
        checkGrant(grant, limits)
        const id = newApiKeyId()
        const { tenant } = maker
        const { name, environment } = wanted
        await insertKey(database, {
          id,
          tenant,
          name,
          environment,
          ...columnsOf(grant),
          created_by: maker.id,
          created_at: new Date(now()),
          last_used_at: null,
          revoked_at: null,
        })
        const key = await addSecret(database, tenant, id, environment)
        const record = await read(database, maker, id)
        await beforeCommit?.(database, undefined, record)
        return { key, record }
      }),
    list: ({ tenant }, limit, after) =>
      store.transaction((database) => listKeys(database, tenant, limit, after)),
    get: (principal, id) => store.transaction((database) => read(database, principal, id)),
    update: (principal, id, wanted, check, beforeCommit) =>
      change(principal, id, check, beforeCommit, async (database, record, limits) => {
        const grant = heldTo({ ...grantOf(record), ...wanted }, limits)
        checkGrant(grantOf(record), limits)
        checkGrant(grant, limits)
        checkNotRevoked(record)
        await changeKey(database, record, { name: wanted.name ?? record.name, ...columnsOf(grant) })
      }),
    async rotate(principal, id, overlap, check, beforeCommit) {
      let key = ''
      const record = await change(principal, id, check, beforeCommit, async (database, before, limits) => {
        // Whoever is told the new text can use the key.
        checkGrant(grantOf(before), limits)
        checkNotRevoked(before)
        await endSecrets(database, before, new Date(now() + overlap))
        key = await addSecret(database, before.tenant, id, before.environment)
        await changeKey(database, before, {})
      })
      return { key, record }
    },
    revoke: (principal, id, check, beforeCommit) =>
      change(principal, id, check, beforeCommit, async (database, record) => {
        if (record.revoked_at === null) await changeKey(database, record, { revoked_at: new Date(now()) })
      }),
  }
}

function checkNotRevoked({ id, revoked_at }: KeyRecord): void {
  if (revoked_at === null) return
  throw new Problem('conflict', {
    detail: `The key ${id} was revoked.`,
    advice: 'Make a new key with POST /v1/keys.',
  })
}

const grantOf = (record: KeyRecord): KeyGrant => {
  const { environment, role, restrictions, addresses, toolsets, confirmation, expires_at } = record
  return { environment, role, restrictions, addresses, toolsets, confirmation, expiresAt: expires_at }
}

const columnsOf = ({ role, restrictions, addresses, toolsets, confirmation, expiresAt }: KeyGrant) => ({
  confirmation,
  role,
  restrictions: restrictions === null ? null : JSON.stringify(restrictions),
  addresses: addresses === null ? null : JSON.stringify(addresses),
  toolsets: toolsets === null ? null : JSON.stringify(toolsets),
  expires_at: expiresAt,
})

/** What whoever asks may hand on. Of a key, what the store says now; others have no more than their permissions. */
async function limitsOf(database: Database, principal: Principal): Promise<GrantLimits> {
  const { kind, permissions, restrictions, scopes, tenant, id } = principal
  if (kind !== 'api-key') {
    return {
      // A key cannot be held to writing here and reading there, as scopes can.
      permissions: scopes === undefined ? permissions : permissionsForAll(permissions, scopes),
      restrictions: listRestrictions(restrictions) ?? null,
      environment: 'live',
      addresses: null,
      toolsets: principal.toolsets ?? null,
      confirmation: 'waived',
      expiresAt: null,
    }
  }
  const own = await findKey(database, tenant, id)
  if (own === undefined || own.revoked_at !== null) throw new Problem('unauthenticated')
  return { ...grantOf(own), permissions }
}
