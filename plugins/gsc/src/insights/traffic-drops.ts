import { Type, type Static } from '@patchbay/contract'
import { keyFields, MeasuresOf, NumberOrNull, rowCountField } from './fields.ts'
import { named } from './group.ts'
import { addSums, measuresOf, noSums, quotient, round, type Measures } from './measures.ts'
import { ascending, compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { Choice, limitField, settle, type Given } from './parameters.ts'
import { joinPeriods, statusField } from './periods.ts'
import type { Paged, PeriodsInput } from './row.ts'
import { withheldOf, WithheldSchema, type PropertyTotals } from './withheld.ts'

export const trafficDropsFields = {
  direction: Choice(
    ['drops', 'gains', 'both'],
    'drops',
    'Which rows to list: those that lost clicks, those that won clicks, or both by the size of the change. The ' +
      'totals are those of all rows in any case.',
  ),
  ...limitField,
}

const effectFields = {
  clicksChange: Type.Number({ description: 'Clicks of the current period minus those of the previous one.' }),
  impressionsEffect: Type.Number({
    description: 'Clicks won or lost because the site was shown more or less often.',
  }),
  ctrEffect: Type.Number({
    description: 'Clicks won or lost because it was clicked more or less often when shown.',
  }),
}

export const TrafficDropsResult = Type.Object({
  rows: Type.Array(
    Type.Object({
      ...keyFields,
      ...statusField,
      ...effectFields,
      share: NumberOrNull("This row's part of the change of all rows; null where that is 0."),
      current: MeasuresOf('In the current period.'),
      previous: MeasuresOf('In the previous period.'),
    }),
  ),
  ...rowCountField,
  total: Type.Object(
    {
      ...effectFields,
      current: MeasuresOf('In the current period.'),
      previous: MeasuresOf('In the previous period.'),
    },
    {
      description:
        'Of all rows, listed or not. The effects of the rows add up to these, and both effects to the change.',
    },
  ),
  withheld: Type.Object(
    {
      current: WithheldSchema,
      previous: WithheldSchema,
      clicksChange: NumberOrNull(
        "What the rows do not explain of the property's change of clicks. Null where its totals are not known.",
      ),
    },
    { description: 'What the property has beyond the rows.' },
  ),
})

export interface TrafficDropsInput extends PeriodsInput, Paged, Given<typeof trafficDropsFields> {
  /** Of the same periods without any dimension. */
  readonly totals?: { readonly current: PropertyTotals; readonly previous: PropertyTotals } | null | undefined
}

/**
 * Tells where clicks were lost and whether impressions or the click-through rate did it.
 *
 * Clicks are impressions × rate, so a change is split at the means of both periods: the effect of impressions is
 * Δimpressions × mean rate, that of the rate is Δrate × mean impressions. This favours neither of both (it is the
 * Shapley value of two factors) and leaves no rest. What one of the periods lacks has no rate there: its whole
 * change is one of impressions.
 */
export function trafficDrops(input: TrafficDropsInput): Static<typeof TrafficDropsResult> {
  const settings = settle(trafficDropsFields, input)
  const { by, pairs } = joinPeriods(input)
  const current = noSums()
  const previous = noSums()
  let impressionsTotal = 0
  let ctrTotal = 0
  const all = pairs.map((pair) => {
    const effects = split(pair.current, pair.previous)
    addSums(current, pair.sums.current)
    addSums(previous, pair.sums.previous)
    impressionsTotal += effects.impressionsEffect
    ctrTotal += effects.ctrEffect
    return { pair, effects, size: Math.abs(effects.clicksChange) }
  })
  const clicksChange = current.clicks - previous.clicks

  const { direction } = settings
  const listed = all.filter(
    ({ effects }) =>
      (direction !== 'gains' && effects.clicksChange < 0) ||
      (direction !== 'drops' && effects.clicksChange > 0),
  )
  // One list is sorted by size in each case: all of its changes have the same sign, or the sign does not matter.
  const page = pageOf(
    listed,
    input.offset,
    settings.limit,
    (a, b) =>
      descending(a.size, b.size) ||
      ascending(a.effects.clicksChange, b.effects.clicksChange) ||
      compareKeys(a.pair.keys, b.pair.keys),
  )
  const withheld = {
    current: withheldOf(input.totals?.current, current),
    previous: withheldOf(input.totals?.previous, previous),
  }
  return {
    rows: page.map(({ pair, effects }) => ({
      ...named(by, pair.keys),
      status: pair.status,
      ...effects,
      share: quotient(effects.clicksChange, clicksChange),
      current: pair.current,
      previous: pair.previous,
    })),
    rowCount: listed.length,
    total: {
      clicksChange,
      impressionsEffect: round(impressionsTotal),
      ctrEffect: round(ctrTotal),
      current: measuresOf(current),
      previous: measuresOf(previous),
    },
    withheld: {
      ...withheld,
      clicksChange:
        withheld.current === null || withheld.previous === null
          ? null
          : withheld.current.clicks - withheld.previous.clicks,
    },
  }
}

/** The effect of the rate is what the other one leaves: the same number, without an error of rounding in the sum. */
function split(
  current: Measures,
  previous: Measures,
): { clicksChange: number; impressionsEffect: number; ctrEffect: number } {
  const clicksChange = current.clicks - previous.clicks
  const impressionsEffect =
    current.impressions === 0 || previous.impressions === 0
      ? clicksChange
      : round(
          ((current.impressions - previous.impressions) *
            (current.clicks / current.impressions + previous.clicks / previous.impressions)) /
            2,
        )
  return { clicksChange, impressionsEffect, ctrEffect: round(clicksChange - impressionsEffect) }
}
