import { permissionsOf, roles, type Permission, type Role } from './permissions.ts'

const sets = new Map<Role, ReadonlySet<Permission>>(roles.map((role) => [role, new Set(permissionsOf[role])]))

/** What a role may do; one set for all that have it. */
export function permissionSetOf(role: Role): ReadonlySet<Permission> {
  return sets.get(role) ?? new Set()
}
