import { dimensions } from '../../../catalogue/dimensions.ts'
import { metrics } from '../../../catalogue/metrics.ts'
import type { DimensionFact, MetricFact } from '../../../catalogue/field.ts'
import { customDimensions } from '../fields/dimension-readers.ts'
import { keyEventNames } from '../world/events.ts'
import { invalid } from '../refusal.ts'

const schema = 'https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema'

/** All dimensions of a seeded property, by name. */
export const dimensionFacts: ReadonlyMap<string, DimensionFact> = new Map([
  ...dimensions.map((fact) => [fact.name, fact] as const),
  ...customDimensions.map(
    ({ apiName, uiName, description, category }) =>
      [
        apiName,
        { name: apiName, title: uiName, category, scope: 'event', isRealtime: false, description },
      ] as const,
  ),
])

/** All metrics of a seeded property, by name. */
export const metricFacts: ReadonlyMap<string, MetricFact> = new Map([
  ...metrics.map((fact) => [fact.name, fact] as const),
  ...keyEventNames.map((event) => {
    const fact: MetricFact = {
      name: `keyEvents:${event}`,
      title: `Key event count for ${event}`,
      category: 'Event',
      type: 'TYPE_FLOAT',
      scope: 'any',
      isRealtime: false,
      description: `How often the key event ${event} happened.`,
    }
    return [fact.name, fact] as const
  }),
])

type Kind = 'dimension' | 'metric'

/** Finds a field, or refuses it in Google's words, which name a similar one where there is one. */
export function knownField(kind: 'dimension', name: string): DimensionFact
export function knownField(kind: 'metric', name: string): MetricFact
export function knownField(kind: Kind, name: string): DimensionFact | MetricFact {
  const facts: ReadonlyMap<string, DimensionFact | MetricFact> =
    kind === 'dimension' ? dimensionFacts : metricFacts
  const fact = facts.get(name)
  if (fact !== undefined) return fact
  const similar = nearest(name, [...facts.keys()])
  const hint = similar === undefined ? '' : `Did you mean ${similar}? `
  throw invalid(
    `${hint}Field ${name} is not a valid ${kind}. For a list of valid dimensions and metrics, see ${schema} `,
  )
}

/** The name that takes the fewest changes to reach, if they are few. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of names) {
    const changes = distance(name.toLowerCase(), candidate.toLowerCase(), least)
    if (changes < least) [best, least] = [candidate, changes]
  }
  return best
}

function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) >= most) return most
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let index = 1; index <= one.length; index += 1) {
    const next = [index]
    for (let at = 1; at <= other.length; at += 1) {
      const change = (row[at - 1] ?? 0) + Number(one[index - 1] !== other[at - 1])
      next.push(Math.min(change, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? most
}
