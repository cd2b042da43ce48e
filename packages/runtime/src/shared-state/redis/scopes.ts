import type { SharedKey } from '../shared-key.ts'

interface Group<T> {
  readonly members: T[]
  /** Where each of them stood. */
  readonly indexes: number[]
}

const scopeOf = (key: SharedKey): string => key.slice(0, key.indexOf('}'))

/** What one script can touch together. */
export function groupByScope<T extends { readonly key: SharedKey }>(all: readonly T[]): Group<T>[] {
  const groups = new Map<string, Group<T>>()
  for (const [index, member] of all.entries()) {
    const scope = scopeOf(member.key)
    const group = groups.get(scope) ?? { members: [], indexes: [] }
    group.members.push(member)
    group.indexes.push(index)
    groups.set(scope, group)
  }
  return [...groups.values()]
}
