import type { Operation } from '../../api/connectors.ts'

/** Operations by the resource they are about: what stands before the last dot of their ids. */
export function operationGroups(operations: readonly Operation[]) {
  const groups = Map.groupBy(operations, ({ id }) => id.split('.').slice(0, -1).join('.') || 'other')
  return [...groups].map(([group, members]) => ({
    group,
    items: members.map(({ id, title }) => ({ value: id, label: `${title} (${id})` })),
  }))
}
