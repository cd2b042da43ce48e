import { defineTransform, encodeItems, parseJson } from '@patchbay/contract'
import { cursorDay } from '../report/export-cursor.ts'
import { typedRow } from '../report/typed-row.ts'
import type { WireMetadata, WireReport } from '../wire/report.ts'
import type { WireQuota } from '../wire/quota.ts'

export interface EncodeReportInput {
  /** A report as Google sent it. It is given away. */
  readonly bytes: Uint8Array
  /** When the call began, in milliseconds since 1970. */
  readonly now: number
  /** Rows before the first one of the page. */
  readonly offset: number
}

export interface EncodedReport {
  /** Undefined where the bytes are no report. */
  readonly page?: {
    readonly lines: Uint8Array
    readonly count: number
    readonly rowCount: number
    /** The day of the call in the time zone of the property, with which cursors begin. */
    readonly day: string
    readonly metadata?: WireMetadata
    readonly quota?: WireQuota
  }
}

/** A page of a report as the lines that callers get. Reading and writing a hundred thousand rows takes a while. */
export default defineTransform(
  import.meta.url,
  ({ bytes, now, offset }: EncodeReportInput): EncodedReport => {
    const report = readReport(bytes)
    if (report === undefined) return {}
    const headers = {
      dimensions: (report.dimensionHeaders ?? []).map(({ name }) => name),
      metrics: (report.metricHeaders ?? []).map(({ name }) => name),
    }
    const day = cursorDay(now, report.metadata?.timeZone)
    const items = (report.rows ?? []).map((row, index) => ({
      data: typedRow(row, headers),
      cursor: `${day}.${offset + index + 1}`,
    }))
    const { metadata, propertyQuota: quota } = report
    return {
      page: {
        ...encodeItems(items),
        rowCount: report.rowCount ?? 0,
        day,
        ...(metadata === undefined ? {} : { metadata }),
        ...(quota === undefined ? {} : { quota }),
      },
    }
  },
)

function readReport(bytes: Uint8Array): WireReport | undefined {
  let value: unknown
  try {
    value = parseJson(bytes)
  } catch {
    return undefined
  }
  const isReport =
    typeof value === 'object' && value !== null && ('metricHeaders' in value || 'dimensionHeaders' in value)
  return isReport ? (value as WireReport) : undefined
}
