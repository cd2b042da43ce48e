import type { Limit } from '@patchbay/contract'

const source =
  'https://developers.google.com/analytics/devguides/reporting/data/v1/quotas: a standard property. Properties of Analytics 360 have more; every answer says how much is left, and the limit follows it.'

/** Reports are counted by property, apart for ordinary ones, for those on the last minutes and for funnels. */
function limitsOf<Category extends 'core' | 'realtime' | 'funnel'>(category: Category, title: string) {
  const per = [`request.${category}` as const]
  const tokens = { kind: 'window', unit: 'tokens', per, source } as const
  return {
    concurrency: {
      kind: 'concurrency',
      title: `${title} at once`,
      unit: 'requests',
      per,
      amount: 8,
      source: `${source} Of the ten at once two are left to other people who look at the property.`,
    },
    day: {
      ...tokens,
      title: `${title}: tokens of a property a day`,
      window: '1d',
      timeZone: 'America/Los_Angeles',
      amount: 200_000,
    },
    hour: { ...tokens, title: `${title}: tokens of a property an hour`, window: '1h', amount: 40_000 },
    projectHour: {
      ...tokens,
      title: `${title}: tokens of a property an hour for one project`,
      window: '1h',
      amount: 14_000,
    },
  } as const satisfies Record<string, Limit>
}

const core = limitsOf('core', 'Reports')
const realtime = limitsOf('realtime', 'Realtime reports')
const funnel = limitsOf('funnel', 'Funnel reports')

export const limits = {
  coreConcurrency: core.concurrency,
  coreTokensPerDay: core.day,
  coreTokensPerHour: core.hour,
  coreTokensPerProjectPerHour: core.projectHour,
  realtimeConcurrency: realtime.concurrency,
  realtimeTokensPerDay: realtime.day,
  realtimeTokensPerHour: realtime.hour,
  realtimeTokensPerProjectPerHour: realtime.projectHour,
  funnelConcurrency: funnel.concurrency,
  funnelTokensPerDay: funnel.day,
  funnelTokensPerHour: funnel.hour,
  funnelTokensPerProjectPerHour: funnel.projectHour,
} as const satisfies Record<string, Limit>

export type LimitId = keyof typeof limits

/** What a report counts as at Google. */
export type Category = 'core' | 'realtime' | 'funnel'

/** The tokens that a report is expected to cost. What it did cost is settled by its answer. */
export const costOf = {
  core: { coreTokensPerDay: 10, coreTokensPerHour: 10, coreTokensPerProjectPerHour: 10 },
  realtime: { realtimeTokensPerDay: 10, realtimeTokensPerHour: 10, realtimeTokensPerProjectPerHour: 10 },
  funnel: { funnelTokensPerDay: 10, funnelTokensPerHour: 10, funnelTokensPerProjectPerHour: 10 },
} as const satisfies Record<Category, { readonly [Id in LimitId]?: number }>
