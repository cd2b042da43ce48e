import type { Drill } from '../drill.ts'
import { shareBucket } from '../shopify/share-bucket.ts'

const processes = 3
const callers = 100
/** Milliseconds. */
const span = 30_000
const leastUtilisation = 0.9
const fairness = 0.05

export const b62: Drill = {
  id: 'B62',
  promise: "A fleet uses up a shop's points at Shopify, and never more than there are",
  target: `${callers} callers search through ${processes} processes for ${span / 1_000} s, half of them for each of two tenants with a shop each (2,000 points, 100 more a second): 0 callers see THROTTLED or any other failure, ≥ ${leastUtilisation * 100} % of the points used, the tenants within ${fairness * 100} % of each other`,
  isLong: true,
  async run() {
    const { tenants, throttled, failures } = await shareBucket(processes, callers, span)
    const counts = tenants.map(({ served }) => served)
    const gap = (Math.max(...counts) - Math.min(...counts)) / Math.max(1, ...counts)
    return {
      measured:
        tenants
          .map(
            ({ id, served, utilisation }) =>
              `${id}: ${served} served, ${(utilisation * 100).toFixed(1)} % of its points`,
          )
          .join('; ') +
        `; Shopify said THROTTLED ${throttled} times, unseen by callers; ` +
        (failures.size === 0
          ? 'no failures'
          : [...failures].map(([outcome, count]) => `${outcome}: ${count}`).join(', ')),
      pass:
        failures.size === 0 &&
        tenants.every(({ utilisation }) => utilisation >= leastUtilisation) &&
        gap <= fairness,
    }
  },
}
