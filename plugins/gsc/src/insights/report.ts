import type { Static } from '@patchbay/contract'
import { compare } from './compare.ts'
import { timelessOf } from './group.ts'
import { measuresOf, sumRows } from './measures.ts'
import { settle, Whole, type Given } from './parameters.ts'
import { comparedOf } from './periods.ts'
import { quickWins } from './quick-wins.ts'
import { renderReport } from './report-markdown.ts'
import type { ReportData, ReportResult, Span } from './report-result.ts'
import type { PeriodsInput, Row, RowsInput } from './row.ts'

export const reportFields = {
  topMovers: Whole(10, 'How many rows to show that won clicks, and how many that lost some.', {
    maximum: 100,
  }),
  topQuickWins: Whole(10, 'How many quick wins to show.', { maximum: 100 }),
}

export interface ReportInput extends Given<typeof reportFields> {
  readonly siteUrl: string
  /** Both periods with the rows of the property's totals, best without any dimension. */
  readonly current: Static<typeof Span> & { readonly rows: readonly Row[] }
  readonly previous: Static<typeof Span> & { readonly rows: readonly Row[] }
  /** One table of movers for each: by query, by page and so on. */
  readonly movers?: readonly PeriodsInput[] | undefined
  /** Rows of the current period by query and page. */
  readonly quickWins?: RowsInput | null | undefined
  readonly notes?: readonly string[] | undefined
}

/** The state of a property in one document: totals, what moved, what to do next. */
export function report(input: ReportInput): Static<typeof ReportResult> {
  const settings = settle(reportFields, input)
  const data: Static<typeof ReportData> = {
    siteUrl: input.siteUrl,
    current: { startDate: input.current.startDate, endDate: input.current.endDate },
    previous: { startDate: input.previous.startDate, endDate: input.previous.endDate },
    totals: comparedOf({
      current: measuresOf(sumRows(input.current.rows)),
      previous: measuresOf(sumRows(input.previous.rows)),
    }),
    movers: (input.movers ?? []).map((periods) => moversOf(periods, settings.topMovers)),
    quickWins:
      input.quickWins === null || input.quickWins === undefined
        ? null
        : quickWins({ ...input.quickWins, limit: settings.topQuickWins }),
    notes: Array.from(input.notes ?? []),
  }
  return { ...data, markdown: renderReport(data) }
}

function moversOf(periods: PeriodsInput, limit: number): Static<typeof ReportData>['movers'][number] {
  const { rows: up } = compare({ ...periods, sort: 'clicks', order: 'increase', limit })
  const { rows: down } = compare({ ...periods, sort: 'clicks', order: 'decrease', limit })
  return {
    dimensions: timelessOf(periods.dimensions),
    gains: up.filter(({ change }) => change.clicks > 0),
    losses: down.filter(({ change }) => change.clicks < 0),
  }
}
