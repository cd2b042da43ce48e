import type { Effect } from '../../api/connectors.ts'
import type { NewKey, Role } from '../../api/keys.ts'

/** What stands in the form. */
export interface KeyDraft {
  readonly name: string
  readonly role: Role
  readonly isTest: boolean
  /** Days; null for a key that does not end by itself. */
  readonly days: number | null
  /** Of all of these, none means all. */
  readonly effects: readonly Effect[]
  readonly connectors: readonly string[]
  readonly operations: readonly string[]
  readonly addresses: readonly string[]
  readonly toolsets: readonly string[]
}

export const firstDraft: KeyDraft = {
  name: '',
  role: 'developer',
  isTest: false,
  days: 90,
  effects: [],
  connectors: [],
  operations: [],
  addresses: [],
  toolsets: [],
}

const day = 86_400_000

const orNull = <Item>(list: readonly Item[]): readonly Item[] | null => (list.length > 0 ? list : null)

/** The key that the form asks for. */
export function toNewKey(draft: KeyDraft, now: number): NewKey {
  const { name, role, isTest, days, effects, connectors, operations, addresses, toolsets } = draft
  const restrictions = Object.fromEntries(
    Object.entries({ effects, connectors, operations }).filter(([, list]) => list.length > 0),
  )
  return {
    name: name.trim(),
    role,
    environment: isTest ? 'test' : 'live',
    restrictions: Object.keys(restrictions).length > 0 ? restrictions : null,
    addresses: orNull(addresses),
    toolsets: orNull(toolsets),
    expiresAt: days === null ? null : new Date(now + days * day).toISOString(),
  }
}
