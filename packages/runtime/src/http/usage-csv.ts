import type { UsageLine } from '../usage/usage-report.ts'

const header =
  'start,tenant,connector,operation,calls,caller_errors,vendor_errors,patchbay_errors,cache_hits,vendor_requests,costs'

/** RFC 4180. Columns of what is not told apart are empty; costs are JSON. */
export async function* usageCsv(pages: AsyncIterable<readonly UsageLine[]>): AsyncGenerator<string> {
  yield `${header}\r\n`
  for await (const lines of pages) yield lines.map(toRow).join('')
}

function toRow(line: UsageLine): string {
  const cells = [
    line.start.toISOString(),
    line.tenant,
    line.connector,
    line.operation,
    line.calls,
    line.callerErrors,
    line.vendorErrors,
    line.ownErrors,
    line.cacheHits,
    line.vendorRequests,
    JSON.stringify(line.costs),
  ]
  return `${cells.map(toCell).join(',')}\r\n`
}

const toCell = (value: string | number): string => {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
