import type { Drill } from '../drill.ts'
import { syncSites } from '../gsc/sync-sites.ts'

const sites = 50
const days = 365

/** A copy of a year of search analytics, which is far more than Google allows in a minute. */
export const b63: Drill = {
  id: 'B63',
  promise:
    'A year of 50 properties is copied under the quotas of Search Console without a caller meeting one',
  target: `${sites} × ${days} days, 1,200 requests a minute: every day there, 0 problems, 0 refusals by Google`,
  isLong: true,
  async run() {
    const { rows, days: copied, seconds, attempts, problems } = await syncSites(sites, days)
    const refused = attempts['vendor_rate_limited'] ?? 0
    const sent = Object.values(attempts).reduce((sum, count) => sum + count, 0)
    return {
      measured:
        `${copied} days and ${rows} rows in ${(seconds / 60).toFixed(1)} min, ${sent} requests; ` +
        `problems ${JSON.stringify(problems)}, refused by Google ${refused}`,
      pass: copied === sites * days && Object.keys(problems).length === 0 && refused === 0,
    }
  },
}
