import type { Selectable } from 'kysely'
import type { ApiKeyRow } from '../access-tables.ts'
import { addressList } from '../address-ranges.ts'
import { permissionSetOf } from '../permission-sets.ts'
import type { Principal } from '../principal.ts'
import { toRestrictions } from '../restrictions.ts'

/** Whoever comes with a key. */
export function principalOfKey({
  id,
  tenant,
  role,
  restrictions,
  environment,
  addresses,
  toolsets,
  confirmation,
  expires_at: expiresAt,
}: Selectable<ApiKeyRow>): Principal {
  return Object.freeze({
    id,
    kind: 'api-key',
    tenant,
    role,
    permissions: permissionSetOf(role),
    restrictions: toRestrictions(restrictions, environment),
    toolsets: toolsets === null ? undefined : Object.freeze([...toolsets].toSorted()),
    waivesConfirmation: confirmation === 'waived',
    addresses: addresses === null ? undefined : addressList(addresses),
    expiresAt: expiresAt?.getTime(),
  })
}
