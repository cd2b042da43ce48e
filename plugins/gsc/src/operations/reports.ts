import { defineOperation, Type } from '@patchbay/contract'
import { compareToField, type CompareTo } from '../building/comparison.ts'
import { example } from '../building/example.ts'
import {
  common,
  pagesFor,
  parametersOf,
  sharedFields,
  type Context,
  type SharedInput,
} from '../building/insight.ts'
import { reportFields } from '../insights/report.ts'
import { ReportResult } from '../insights/report-result.ts'
import { checkRules } from '../search/rules.ts'
import { windowBefore, windowOf } from '../search/window.ts'
import { siteOf } from '../site/site-url.ts'
import reportOf from '../transforms/report.ts'
import { gsc } from '../vendor.ts'

const generate = defineOperation(gsc, {
  ...common,
  title: 'Write a report of a property',
  description:
    'Totals against the window before, the queries and pages that won and lost most, and the quick wins, as data and as a text in Markdown that can be sent as it is. Nine requests.',
  input: Type.Object({
    ...sharedFields,
    ...compareToField,
    ...reportFields,
    notes: Type.Optional(
      Type.Array(Type.String({ maxLength: 500 }), {
        maxItems: 10,
        description: 'Remarks that the report ends with.',
      }),
    ),
  }),
  output: ReportResult,
  examples: [example('reports.generate', 'Of the last 28 days', { topMovers: 3, topQuickWins: 3 })],
  present: ({ markdown }) => [{ type: 'text', text: markdown }],
  async run(given) {
    const context = given as unknown as Context<
      SharedInput & { readonly compareTo?: CompareTo; readonly notes?: readonly string[] }
    >
    const { input, config, now } = context
    checkRules({ ...input, dimensions: ['query', 'page'] })
    const window = windowOf(input, now)
    const previous = windowBefore(window, input.compareTo ?? 'same_weekdays')
    const periodsBy = async (dimension: 'query' | 'page') => ({
      current: await pagesFor(context, [dimension], window),
      previous: await pagesFor(context, [dimension], previous),
      dimensions: [dimension],
    })
    return context.transform(reportOf, {
      siteUrl: siteOf(input, config),
      current: { ...window, rows: await pagesFor(context, [], window) },
      previous: { ...previous, rows: await pagesFor(context, [], previous) },
      movers: [await periodsBy('query'), await periodsBy('page')],
      quickWins: {
        rows: await pagesFor(context, ['query', 'page'], window),
        dimensions: ['query', 'page'],
      },
      notes: [
        ...(input.notes ?? []),
        'Google withholds rare queries, so rows by query add up to less than the totals.',
      ],
      ...parametersOf(input, reportFields),
    })
  },
})

export const reports = { 'reports.generate': generate }
