import type { Amounts } from './quotas.ts'
import { dataState, type DataState, type Resource } from './state.ts'

const property = 'properties/311111111'
const minute = 60_000
const day = 1_440 * minute

const dimensions = [{ dimensionName: 'deviceId' }, { dimensionName: 'isAdsPersonalizationAllowed' }]

/** What was created before the emulator begins: exports, tasks and lists, some of them finished. */
export function seedData(now: number, amounts: Partial<Amounts>): DataState {
  const state = dataState(amounts)
  // As of midnight, so that a day long every start holds the same.
  const today = Math.floor(now / day) * day
  const add = (name: string, age: number, body: Resource['body']): void => {
    const resource = { name: `${property}/${name}`, createdAt: today - age, body, tokens: 10 }
    state.resources.set(resource.name, resource)
  }
  add('audienceExports/101', 2 * day, { audience: `${property}/audiences/1`, dimensions })
  add('audienceExports/102', day, { audience: `${property}/audiences/2`, dimensions })
  add('audienceExports/103', day / 2, {
    audience: `${property}/audiences/2`,
    dimensions: [{ dimensionName: 'userId' }],
    isFailing: true,
  })
  add('reportTasks/201', 3 * 60 * minute, {
    reportDefinition: {
      dimensions: [{ name: 'country' }, { name: 'deviceCategory' }],
      metrics: [{ name: 'sessions' }, { name: 'purchaseRevenue' }],
      dateRanges: [{ startDate: '30daysAgo', endDate: 'yesterday' }],
    },
  })
  add('recurringAudienceLists/301', 20 * day, {
    audience: `${property}/audiences/2`,
    dimensions: dimensions.slice(0, 1),
    activeDaysRemaining: 160,
  })
  return state
}
