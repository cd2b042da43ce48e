import type { Drill } from '../drill.ts'
import { playAlarms } from '../objectives/alarm-cases.ts'

/** Seconds. */
const latest = 60

export const b53: Drill = {
  id: 'B53',
  promise: 'A budget that burns wakes somebody in time, and one that does not wakes nobody',
  target: `30 days of calls with 100 %, 20 %, 2 % failures, 0.9 of the budget and a spike of 5 minutes, at 99.9 % and 99.5 %: exactly the alerts of the SRE workbook's table, each told ≤ ${latest} s after its threshold is crossed, gone within its short window, 0 pages at 0.9 of the budget`,
  async run() {
    const played = playAlarms()
    return {
      measured:
        `${played.cases} months: ${played.alarms} alerts, the latest told after ${played.latest.toFixed(1)} s, ${played.falsePages} pages at 0.9 of the budget; ` +
        (played.wrong.length === 0 ? 'all as the table says' : played.wrong.join('; ')),
      pass: played.wrong.length === 0 && played.falsePages === 0 && played.latest <= latest,
    }
  },
}
