import type { Resource } from './call.ts'
import { forbidden, impossible } from './call.ts'
import { seedAccounts } from './seed/accounts.ts'
import { seedHistory } from './seed/history.ts'
import { seedProperty } from './seed/property.ts'
import { seedSettings } from './seed/settings.ts'

/** What the emulator's admin part holds. */
export interface AdminState {
  /** Everything that has a name, by it, in the order of lists. */
  readonly resources: Map<string, Resource>
  /** Newest first. */
  readonly history: Resource[]
  /** Accounts in which the connection's account may only look. */
  readonly viewedOnly: ReadonlySet<string>
  /** Of users whose data is to be deleted. */
  readonly deletions: Resource[]
  nextId: number
  /** When the requests of the last minute came, in milliseconds since 1970. */
  readonly requests: number[]
}

export interface AdminProfile {
  /** Accounts beside the seeded ones, each without properties. Default: none. */
  readonly accounts?: number
}

/** Always the same at the start. */
export function seedAdmin({ accounts = 0 }: AdminProfile = {}): AdminState {
  const resources = [...seedAccounts(accounts), ...seedProperty(), ...seedSettings()]
  return {
    resources: new Map(resources.map((resource) => [String(resource['name']), resource])),
    history: seedHistory(),
    viewedOnly: new Set(['accounts/1000000002']),
    deletions: [],
    nextId: 990_000_001,
    requests: [],
  }
}

/** The account or property that a name begins with; Google does not tell what is missing from what is hidden. */
export function ownerOf({ resources }: AdminState, name: string): Resource {
  const owner = resources.get(name.split('/').slice(0, 2).join('/'))
  if (owner === undefined) throw forbidden()
  return owner
}

const accountOf = (owner: Resource): string => String(owner['account'] ?? owner['name'])

/** Whether the connection's account may change what belongs to an account or property. */
export const mayEdit = ({ viewedOnly }: AdminState, owner: Resource): boolean =>
  !viewedOnly.has(accountOf(owner))

/** The same as `ownerOf`, for what changes something. */
export function editableOwner(state: AdminState, name: string): Resource {
  const owner = ownerOf(state, name)
  if (!mayEdit(state, owner)) throw forbidden()
  if (owner['deleteTime'] !== undefined) throw impossible('The property is in the trash can.')
  return owner
}
