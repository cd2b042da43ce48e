import { Type, type Static } from '@patchbay/contract'
import { Count, keyFields, rowCountField } from './fields.ts'
import { named } from './group.ts'
import { ascending, compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { Decimal, limitField, settle, Whole, type Given } from './parameters.ts'
import { comparedFields, comparedOf, joinPeriods, statusField } from './periods.ts'
import type { Paged, PeriodsInput } from './row.ts'

export const alertsFields = {
  positionLoss: Decimal(20, 'Alert where the mean position got worse by at least so many positions.'),
  ctrLoss: Decimal(0.5, 'Alert where the click-through rate fell by at least this share of what it was.', {
    maximum: 1,
  }),
  clicksLoss: Decimal(0.3, 'Alert where clicks fell by at least this share of what they were.', {
    maximum: 1,
  }),
  minClicks: Whole(
    10,
    'Loss of clicks is judged only where the previous period had at least so many clicks; below, it is chance.',
  ),
  minImpressions: Whole(
    100,
    'Position and click-through rate are judged only where both periods had at least so many impressions.',
  ),
  ...limitField,
}

const kinds = ['clicks', 'ctr', 'position'] as const

type Kind = (typeof kinds)[number]

export const AlertsResult = Type.Object({
  rows: Type.Array(
    Type.Object({
      ...keyFields,
      ...statusField,
      alerts: Type.Array(
        Type.Object({
          kind: Type.Unsafe<Kind>({ type: 'string', enum: kinds, description: 'What got worse.' }),
          change: Type.Number({
            description:
              'Positions for position; a share of the previous value for the others, as -0.42 of clicks.',
          }),
          threshold: Type.Number({ description: 'The change from which on there is an alert.' }),
        }),
      ),
      ...comparedFields,
    }),
    { description: 'The most lost clicks first.' },
  ),
  ...rowCountField,
  counts: Type.Object(
    {
      clicks: Count('Losses of clicks.'),
      ctr: Count('Losses of rate.'),
      position: Count('Losses of position.'),
    },
    { description: 'Alerts by kind, on all pages together.' },
  ),
})

/** Seven days and the seven before, by page, query or whatever is watched. */
export type AlertsInput = PeriodsInput & Paged & Given<typeof alertsFields>

/** What got so much worse that somebody should know. */
export function alerts(input: AlertsInput): Static<typeof AlertsResult> {
  const settings = settle(alertsFields, input)
  const { by, pairs } = joinPeriods(input)
  const counts: Record<Kind, number> = { clicks: 0, ctr: 0, position: 0 }
  const found = []
  for (const pair of pairs) {
    const compared = comparedOf(pair)
    const { current, previous, change, relativeChange } = compared
    const isShownEnough = Math.min(current.impressions, previous.impressions) >= settings.minImpressions
    const raised: Array<{ kind: Kind; change: number; threshold: number }> = []
    const judge = (kind: Kind, value: number | null, threshold: number): void => {
      if (value === null || value === 0) return
      if (kind === 'position' ? value < threshold : value > threshold) return
      raised.push({ kind, change: value, threshold })
      counts[kind] += 1
    }
    if (previous.clicks >= settings.minClicks) judge('clicks', relativeChange.clicks, 0 - settings.clicksLoss)
    if (isShownEnough) {
      judge('ctr', relativeChange.ctr, 0 - settings.ctrLoss)
      judge('position', change.position, settings.positionLoss)
    }
    if (raised.length > 0) found.push({ pair, raised, compared })
  }
  const page = pageOf(
    found,
    input.offset,
    settings.limit,
    (a, b) =>
      ascending(a.compared.change.clicks, b.compared.change.clicks) ||
      descending(a.raised.length, b.raised.length) ||
      compareKeys(a.pair.keys, b.pair.keys),
  )
  return {
    rows: page.map(({ pair, raised, compared }) => ({
      ...named(by, pair.keys),
      status: pair.status,
      alerts: raised,
      ...compared,
    })),
    rowCount: found.length,
    counts,
  }
}
