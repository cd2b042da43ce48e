import type { AuditDetails, AuditEntry, ChainPosition } from './audit-entry.ts'

/** The action of the entry that says which entries of all tenants retention has removed. */
export const removalAction = 'audit.remove'

/** The action of the entry that says it of the entries of its tenant. */
export const tenantRemovalAction = 'audit.remove-own'

/** What an entry about removal says: the last entry that was removed, from which what is left follows. */
export const removalDetails = ({ sequence, hash }: ChainPosition): AuditDetails => ({
  through: sequence,
  hash,
})

/** Through where an entry says that entries of all tenants were removed; undefined for any other entry. */
export function removedThrough({ action, actorKind, details }: AuditEntry): ChainPosition | undefined {
  if (action !== removalAction || actorKind !== 'system') return undefined
  return position(details)
}

function position(details: string): ChainPosition | undefined {
  try {
    const { through, hash } = JSON.parse(details) as Record<string, unknown>
    return typeof through === 'number' && typeof hash === 'string' ? { sequence: through, hash } : undefined
  } catch {
    return undefined // an edit, which the hash tells
  }
}
