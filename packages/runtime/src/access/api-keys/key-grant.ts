import { Problem } from '@patchbay/contract'
import { isWithin } from '../address-ranges.ts'
import { permissionsOf, type Permission, type Role } from '../permissions.ts'
import { restrictionKinds, type ListedRestrictions } from '../restrictions.ts'
import type { KeyEnvironment } from './api-key-text.ts'

/** `ask`: a person confirms what cannot be undone, where an agent calls it. `waived`: nobody is asked. */
export const confirmations = ['ask', 'waived'] as const

export type Confirmation = (typeof confirmations)[number]

/** All that decides about what a key can be used for. */
export interface KeyGrant {
  readonly environment: KeyEnvironment
  readonly role: Role
  readonly restrictions: ListedRestrictions | null
  readonly addresses: readonly string[] | null
  /** Names of the toolsets that it is held to; null for none. */
  readonly toolsets: readonly string[] | null
  readonly confirmation: Confirmation
  readonly expiresAt: Date | null
}

/** What somebody has, and so may hand on. */
export interface GrantLimits extends Omit<KeyGrant, 'role'> {
  readonly permissions: ReadonlySet<Permission>
}

/** The grant with what it leaves open held to what its maker is held to. */
export function heldTo(grant: KeyGrant, limits: GrantLimits): KeyGrant {
  const restrictions = { ...limits.restrictions, ...grant.restrictions }
  return {
    ...grant,
    restrictions: Object.keys(restrictions).length === 0 ? null : restrictions,
    addresses: grant.addresses ?? limits.addresses,
    toolsets: grant.toolsets ?? limits.toolsets,
    expiresAt: grant.expiresAt ?? limits.expiresAt,
  }
}

/** Throws `forbidden` if the key could do what its maker, or whoever changes it, cannot. */
export function checkGrant(grant: KeyGrant, limits: GrantLimits): void {
  const excess = excessOf(grant, limits)
  if (excess === undefined) return
  throw new Problem('forbidden', {
    detail: `A key cannot have more than whoever makes or changes it: ${excess}.`,
    advice: 'Ask for less, or use a key that has as much.',
  })
}

function excessOf(grant: KeyGrant, limits: GrantLimits): string | undefined {
  const more = permissionsOf[grant.role].find((permission) => !limits.permissions.has(permission))
  if (more !== undefined) return `the role ${grant.role} has the permission ${more}`
  if (limits.environment === 'test' && grant.environment !== 'test') return 'a test key makes test keys only'
  for (const kind of restrictionKinds) {
    const held = limits.restrictions?.[kind]
    if (held === undefined) continue
    const wanted = grant.restrictions?.[kind]
    const known: ReadonlySet<string> = new Set(held)
    const other = wanted?.find((one) => !known.has(one))
    if (wanted === undefined) return `its ${kind} would not be restricted`
    if (other !== undefined) return `${other} is none of the ${kind} that it is restricted to`
  }
  const { addresses } = grant
  if (limits.addresses !== null && (addresses === null || !isWithin(addresses, limits.addresses))) {
    return 'it could be used from other addresses'
  }
  if (limits.confirmation === 'ask' && grant.confirmation === 'waived') {
    return 'nobody would confirm what cannot be undone'
  }
  const otherToolset = grant.toolsets?.find((name) => limits.toolsets?.includes(name) === false)
  if (limits.toolsets !== null && grant.toolsets === null) return 'it would be held to no toolsets'
  if (otherToolset !== undefined) return `${otherToolset} is none of the toolsets that it is held to`
  if (limits.expiresAt !== null && (grant.expiresAt === null || grant.expiresAt > limits.expiresAt)) {
    return `it would be valid beyond ${limits.expiresAt.toISOString()}`
  }
  return undefined
}
