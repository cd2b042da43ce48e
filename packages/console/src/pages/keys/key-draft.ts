import type { Effect } from '../../api/connectors.ts'
import type { NewKey, Role } from '../../api/keys.ts'

/** What stands in the form. */
export interface KeyDraft {
  readonly name: string
  readonly role: Role
  readonly isTest: boolean
  /** Days; null for a key that does not end by itself. */
  readonly days: number | null
  /** Of all three, none means all. */
  readonly effects: readonly Effect[]
  readonly connectors: readonly string[]
  readonly toolsets: readonly string[]
}

export const firstDraft: KeyDraft = {
  name: '',
  role: 'developer',
  isTest: false,
  days: 90,
  effects: [],
  connectors: [],
  toolsets: [],
}

const day = 86_400_000

/** The key that the form asks for. */
export function toNewKey(draft: KeyDraft, now: number): NewKey {
  const { name, role, isTest, days, effects, connectors, toolsets } = draft
  const isHeld = effects.length > 0 || connectors.length > 0
  return {
    name: name.trim(),
    role,
    environment: isTest ? 'test' : 'live',
    restrictions: isHeld
      ? { ...(effects.length > 0 && { effects }), ...(connectors.length > 0 && { connectors }) }
      : null,
    toolsets: toolsets.length > 0 ? toolsets : null,
    expiresAt: days === null ? null : new Date(now + days * day).toISOString(),
  }
}
