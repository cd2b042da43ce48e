import type { Registry } from '../connectors/registry.ts'
import { declaredObjectives } from './declared-objectives.ts'
import type { Objective } from './objective.ts'
import type { ObjectiveOverride } from './override-store.ts'

/** What holds in each scope, in memory: asking goes on while the store is away. */
export interface KnownObjectives {
  /** All of a scope, by connector. */
  of(scope: string): readonly Objective[]
  find(scope: string, id: string): Objective | undefined
  /** Scopes that promise something of their own. */
  scopes(): Iterable<string>
  /** Takes the place of all overrides that were known. */
  adopt(overrides: readonly ObjectiveOverride[]): void
}

/** Of several majors of a connector the highest one declares what holds, since their calls are counted together. */
export function createKnownObjectives(registry: Pick<Registry, 'loaded' | 'find'>): KnownObjectives {
  const ids = [...new Set(registry.loaded.map(({ host }) => host.description.id))].toSorted()
  const declared = ids.flatMap((id) => declaredObjectives(id, registry.find(id).host.description.objectives))
  let byScope = new Map<string, ReadonlyMap<string, ObjectiveOverride>>()

  const of = (scope: string): readonly Objective[] => {
    const overrides = byScope.get(scope)
    if (overrides === undefined) return declared
    return declared.map((objective) => {
      const override = overrides.get(objective.id)
      if (override === undefined) return objective
      const { target, threshold } = override
      return { ...objective, target, threshold, source: 'tenant' as const }
    })
  }
  return {
    of,
    find: (scope, id) => of(scope).find((objective) => objective.id === id),
    scopes: () => byScope.keys(),
    adopt(overrides) {
      const byId = Map.groupBy(overrides, ({ scope }) => scope)
      byScope = new Map(
        [...byId].map(([scope, all]) => [scope, new Map(all.map((override) => [override.id, override]))]),
      )
    },
  }
}
