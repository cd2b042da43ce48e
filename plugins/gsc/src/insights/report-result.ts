import { Type } from '@patchbay/contract'
import { keyFields } from './fields.ts'
import { comparedFields, statusField } from './periods.ts'
import { QuickWinsResult } from './quick-wins.ts'

/** First and last day. */
export const Span = Type.Object({
  startDate: Type.String({ format: 'date' }),
  endDate: Type.String({ format: 'date' }),
})

const Mover = Type.Object({ ...keyFields, ...statusField, ...comparedFields })

/** What a report says, before it is written as a text. */
export const ReportData = Type.Object({
  siteUrl: Type.String({ description: 'The property.' }),
  current: Span,
  previous: Span,
  totals: Type.Object(comparedFields, { description: 'Of the property.' }),
  movers: Type.Array(
    Type.Object({
      dimensions: Type.Array(Type.String(), { description: 'What its rows are about.' }),
      gains: Type.Array(Mover, { description: 'Won clicks, the most first.' }),
      losses: Type.Array(Mover, { description: 'Lost clicks, the most first.' }),
    }),
  ),
  quickWins: Type.Union([QuickWinsResult, Type.Null()], {
    description: 'Null where no rows were given for it.',
  }),
  notes: Type.Array(Type.String(), { description: 'What a reader should know about the numbers.' }),
})

export const ReportResult = Type.Object({
  ...ReportData.properties,
  markdown: Type.String({ description: 'The same as a text in Markdown, to be read or sent as it is.' }),
})
