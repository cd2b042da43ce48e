import { Bytes, defineStream, Problem, Type } from '@patchbay/contract'
import { example } from '../building/example.ts'
import { send } from '../request.ts'
import { scopes } from '../scopes.ts'
import { DimensionName, filtersField, SearchRow, typeField, windowFields } from '../search/fields.ts'
import { checkRules } from '../search/rules.ts'
import { pageRows, requestOf } from '../search/search.ts'
import { daysOf, windowOf } from '../search/window.ts'
import { siteField, siteOf } from '../site/site-url.ts'
import encodeRows from '../transforms/encode-rows.ts'
import { gsc } from '../vendor.ts'

/** Google shows no more rows of a day and type. */
const mostOfDay = 50_000

/** The longest time that there is data of. */
const mostDays = 500

const exported = defineStream(gsc, {
  title: 'Export search analytics',
  description:
    'All rows of a window, day by day, a line for each: Google shows up to 50,000 rows of a day and type, and fewer when several days are asked for at once. Only final data is exported by default, which does not change any more, so a day need be exported once. A caller who lost the connection goes on after the last line with its cursor. A year of one property is 365 requests and more: at 1,200 a minute it takes its time.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object({
    ...siteField,
    ...windowFields,
    dimensions: Type.Optional(
      Type.Array(DimensionName, {
        maxItems: 5,
        uniqueItems: true,
        description: 'What rows are told apart by beside the date, which each has. Default: query, page.',
      }),
    ),
    ...filtersField,
    ...typeField,
    cursor: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d{2}-\\d{2}\\.\\d{1,6}$',
        description: 'Goes on after a line: its `cursor`, with all other fields unchanged.',
      }),
    ),
  }),
  output: SearchRow,
  // A minute's quota may be spent: then a part waits for most of that minute.
  timeout: '3m',
  task: 'offered',
  examples: [example('search-analytics.export', 'A week by query', { days: 7, dimensions: ['query'] })],
  async *stream(context) {
    const { input, config, now, report, transform } = context
    const { dimensions = ['query', 'page'], filters, type } = input
    if (dimensions.includes('date')) {
      throw new Problem('invalid_input', {
        detail: 'Each row has its date already.',
        errors: [{ path: '/dimensions', message: 'must not have date' }],
      })
    }
    checkRules({ dimensions, filters, type })
    const siteUrl = siteOf(input, config)
    const days = daysOf(windowOf(input, now))
    if (days.length > mostDays) {
      throw new Problem('invalid_input', {
        detail: `Google keeps 16 months, and ${days.length} days were asked for.`,
        errors: [{ path: '/startDate', message: `is more than ${mostDays} days before the last day` }],
      })
    }
    const [from = '', done = '0'] = input.cursor?.split('.') ?? []
    const first = from === '' ? 0 : days.indexOf(from)
    if (first === -1) {
      throw new Problem('invalid_input', {
        detail: 'The cursor is of a day outside the window.',
        errors: [{ path: '/cursor', message: 'does not belong to these dates' }],
      })
    }
    const capped: string[] = []
    for (let index = first; index < days.length; index += 1) {
      const date = days[index] ?? ''
      // What came before is read again within its page, so that what Google has moved since is still seen once.
      const had = index === first ? Number(done) : 0
      let startRow = Math.floor(had / pageRows) * pageRows
      let seen = new Float64Array()
      for (;;) {
        const { body } = await send(context, {
          ...requestOf({
            siteUrl,
            startDate: date,
            endDate: date,
            dimensions,
            filters,
            type,
            startRow,
            rowLimit: pageRows,
          }),
          response: Bytes,
        })
        const made = await transform(encodeRows, {
          page: body,
          date,
          dimensions,
          before: startRow,
          skip: Math.max(0, had - startRow),
          seen,
        })
        if (made.count > 0) yield { lines: made.lines, count: made.count }
        seen = made.seen as Float64Array<ArrayBuffer>
        startRow += made.rowCount
        if (made.rowCount < pageRows) break
      }
      if (startRow >= mostOfDay) capped.push(date)
    }
    if (capped.length === 0) return
    report.partial()
    report.warning({
      code: 'day_capped',
      message: `Google shows 50,000 rows of a day and had more on ${capped.length} days, such as ${capped[0]}: fewer dimensions or filters by country, device or path give the rest.`,
    })
  },
})

export const searchExport = { 'search-analytics.export': exported }
