import type { Database } from '../store/store.ts'
import type { Period } from './compliance-report.ts'

/** A key, and what it may do. */
export interface KeyAccess {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly environment: string
  readonly isRestricted: boolean
  readonly createdBy: string
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  readonly lastUsedAt: string | null
}

/** The keys of a tenant that were valid at some time of a period. */
export async function readAccess(database: Database, tenant: string, period: Period): Promise<KeyAccess[]> {
  const rows = await database
    .selectFrom('api_keys')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('created_at', '<', new Date(period.to))
    .where((is) => is.or([is('revoked_at', 'is', null), is('revoked_at', '>=', new Date(period.from))]))
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>=', new Date(period.from))]))
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    environment: row.environment,
    isRestricted: row.restrictions !== null || row.addresses !== null,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }))
}
