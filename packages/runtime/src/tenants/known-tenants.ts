import { Problem } from '@patchbay/contract'
import { operator, operatorOf } from '../access/operator.ts'
import type { Principal } from '../access/principal.ts'
import type { Store } from '../store/store.ts'
import { isTenantId } from './tenant-id.ts'

/** Tenants that are remembered. */
const mostKnown = 10_000

export type TenantState = 'active' | 'suspended'

interface Known {
  readonly state: TenantState
  readonly operator: Principal
}

/** Which tenants there are, as far as this instance has had to know. */
export interface KnownTenants {
  /** The operator within a tenant, if that is known already. */
  operatorWithin(id: string): Principal | undefined
  /** Undefined if there is no such tenant. Rejects with `state_unavailable` where it cannot be told. */
  learn(id: string): Promise<Known | undefined>
  /** Undefined for all. */
  forget(id: string | undefined): void
}

export function createKnownTenants(store: Store): KnownTenants {
  const known = new Map<string, Known>()
  let epoch = 0
  return {
    operatorWithin: (id) => (id === operator.tenant ? operator : known.get(id)?.operator),
    async learn(id) {
      const held = known.get(id)
      if (held !== undefined) return held
      if (!isTenantId(id)) return undefined
      const begun = epoch
      const found = await store.database
        .selectFrom('tenants')
        .select('state')
        .where('id', '=', id)
        .executeTakeFirst()
        .catch((cause: unknown) => {
          throw tenantUnchecked(cause)
        })
      if (found === undefined) return undefined
      const tenant = { state: found.state, operator: operatorOf(id) }
      if (begun === epoch) {
        if (known.size >= mostKnown) known.clear()
        known.set(id, tenant)
      }
      return tenant
    },
    forget(id) {
      epoch += 1
      if (id === undefined) known.clear()
      else known.delete(id)
    },
  }
}

const tenantUnchecked = (cause: unknown): Problem =>
  new Problem('state_unavailable', {
    detail: 'The tenant cannot be looked up now: the store does not answer.',
    advice: 'Wait for `retryAfter` seconds, then send the same request.',
    retryAfter: 2,
    cause,
  })

/** A tenant that is not there, or not the caller's to see: nobody can tell which. */
export const noTenant = (id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no tenant "${id}".`,
    advice: 'Check the identifier; GET /v1/me says which tenant the key belongs to.',
  })
