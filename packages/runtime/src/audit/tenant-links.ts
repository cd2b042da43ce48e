import type { AuditEntry, ChainPosition } from './audit-entry.ts'
import type { Breaches } from './breach.ts'
import { hashOf } from './canonical-entry.ts'

/** Checks the entries of tenants, each in the order of its sequence, each for its content and its link to the one before. */
export interface TenantLinks {
  /** `place` is what breaches are reported at. */
  follow(entry: AuditEntry, place: number): void
  /** How far the chains of the tenants reach. */
  readonly ends: ReadonlyMap<string, ChainPosition>
}

export function followTenants(breaches: Breaches): TenantLinks {
  const ends = new Map<string, ChainPosition>()
  return {
    ends,
    follow(entry, place) {
      const { tenant, sequence, previous, hash } = entry
      if (hashOf(entry) !== hash) {
        breaches.add('edited', place, `The content of entry ${entry.id} does not have its hash.`)
      }
      const last = ends.get(tenant)
      // Where a chain begins, retention may have removed what was before.
      if (last !== undefined && (sequence !== last.sequence + 1 || previous !== last.hash)) {
        const detail = `Entry ${sequence} of the tenant ${tenant} does not follow from its entry ${last.sequence}.`
        breaches.add('tenant_unlinked', place, detail)
      }
      ends.set(tenant, { sequence, hash })
    },
  }
}
