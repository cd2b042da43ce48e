import { permissionsWithin } from '../oauth-resource/token-scopes.ts'
import { permissionSetOf } from '../permission-sets.ts'
import type { Principal } from '../principal.ts'
import type { Subject } from './subject.ts'

/** Whoever an issuer vouches for; until when, in milliseconds since 1970, if that ends by itself. */
export const principalOfSubject = (
  { id, tenant, role, scopes }: Subject,
  expiresAt: number | undefined,
): Principal =>
  Object.freeze({
    id,
    kind: 'oidc',
    tenant,
    role,
    permissions: scopes === undefined ? permissionSetOf(role) : permissionsWithin(role, scopes),
    restrictions: undefined,
    scopes,
    addresses: undefined,
    expiresAt,
  })
