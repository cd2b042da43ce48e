import { milliseconds, type Objectives } from '@patchbay/contract'
import { objectiveId, objectiveKinds, type Objective, type ObjectiveKind } from './objective.ts'

/** What is promised of a connector whose author promises nothing. */
export const defaultObjectives: Required<Objectives> = {
  // The vendors' own agreements begin at 99.5 %; a call here is at the mercy of one of them.
  availability: { target: 0.99 },
  latency: { target: 0.95, threshold: '5s' },
  freshness: { target: 0.99 },
}

/** The objectives of a connector as its author declares them, and the runtime's own where it does not. */
export function declaredObjectives(connector: string, declared: Objectives): Objective[] {
  return objectiveKinds.map((kind) => {
    const own = declared[kind]
    const { target } = own ?? defaultObjectives[kind]
    const source = own === undefined ? 'default' : 'connector'
    return {
      id: objectiveId(connector, kind),
      connector,
      kind,
      target,
      threshold: thresholdOf(kind, declared),
      source,
    }
  })
}

function thresholdOf(kind: ObjectiveKind, { latency }: Objectives): number | undefined {
  if (kind !== 'latency') return undefined
  return milliseconds((latency ?? defaultObjectives.latency).threshold) / 1_000
}
