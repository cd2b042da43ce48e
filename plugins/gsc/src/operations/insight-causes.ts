import { defineOperation, Type } from '@patchbay/contract'
import { compareToField, previousField, type CompareTo } from '../building/comparison.ts'
import { example } from '../building/example.ts'
import {
  common,
  cursorField,
  pagesFor,
  parametersOf,
  reportNext,
  sharedFields,
  type Context,
  type SharedInput,
} from '../building/insight.ts'
import { BrandSplitResult, brandSplitFields } from '../insights/brand-split.ts'
import { ContentDecayResult, contentDecayFields } from '../insights/content-decay.ts'
import { TrafficDropsResult, trafficDropsFields } from '../insights/traffic-drops.ts'
import type { PropertyTotals } from '../insights/withheld.ts'
import { coverageFields } from '../search/fields.ts'
import { checkRules } from '../search/rules.ts'
import { searchOnce } from '../search/search.ts'
import { lengthOf, moved, windowBefore, windowOf, type Window } from '../search/window.ts'
import { siteOf } from '../site/site-url.ts'
import brandSplitOf from '../transforms/brand-split.ts'
import contentDecayIn from '../transforms/content-decay.ts'
import trafficDropsIn from '../transforms/traffic-drops.ts'
import { gsc } from '../vendor.ts'

/** The clicks and impressions of a whole window, withheld queries included. */
async function totalsOf(context: Context<SharedInput>, window: Window): Promise<PropertyTotals> {
  const { filters, type } = context.input
  const siteUrl = siteOf(context.input, context.config)
  const { rows } = await searchOnce(context, {
    siteUrl,
    ...window,
    dimensions: [],
    filters,
    type,
    rowLimit: 1,
  })
  const [{ clicks, impressions } = { clicks: 0, impressions: 0 }] = rows
  return { clicks, impressions }
}

const dropDimensions = ['page', 'query', 'device', 'country'] as const

const trafficDrops = defineOperation(gsc, {
  ...common,
  title: 'Why clicks were lost',
  description:
    'Which pages, queries, devices or countries lost clicks against the window before, and whether because the property was shown less often or clicked less often when shown. The two effects add up exactly to the change. Begin with `by` device or country, then page, then the queries of one page by a filter.',
  input: Type.Object({
    ...sharedFields,
    ...compareToField,
    by: Type.Optional(
      Type.Unsafe<(typeof dropDimensions)[number]>({
        type: 'string',
        enum: dropDimensions,
        default: 'page',
        description: 'What rows are about. Default: page.',
      }),
    ),
    ...trafficDropsFields,
    ...cursorField,
  }),
  output: Type.Object({ ...coverageFields, ...previousField, ...TrafficDropsResult.properties }),
  examples: [example('insights.traffic_drops', 'By page, of the last 14 days', { days: 14 })],
  async run(given) {
    const context = given as unknown as Context<
      SharedInput & { readonly compareTo?: CompareTo; readonly by?: (typeof dropDimensions)[number] }
    >
    const { input, config, now } = context
    const dimensions = [input.by ?? 'page']
    checkRules({ ...input, dimensions })
    const window = windowOf(input, now)
    const previous = windowBefore(window, input.compareTo ?? 'same_weekdays')
    const currentRows = await pagesFor(context, dimensions, window)
    const previousRows = await pagesFor(context, dimensions, previous)
    const answer = await context.transform(trafficDropsIn, {
      current: currentRows,
      previous: previousRows,
      dimensions,
      totals: { current: await totalsOf(context, window), previous: await totalsOf(context, previous) },
      offset: Number(input.cursor ?? 0),
      ...parametersOf(input, trafficDropsFields),
    })
    reportNext(context, answer)
    return { siteUrl: siteOf(input, config), ...window, previous, ...answer }
  },
})

const windowLength = 30

const contentDecay = defineOperation(gsc, {
  ...common,
  title: 'Pages that decay',
  description:
    'Pages whose clicks fell from each window to the next over three windows in a row, 30 days each by default: candidates for an update.',
  input: Type.Object({
    ...sharedFields,
    days: Type.Optional(
      Type.Integer({
        minimum: 7,
        maximum: 150,
        default: windowLength,
        description: 'How long each of the three windows is. The last one ends at endDate. Default: 30.',
      }),
    ),
    ...contentDecayFields,
    ...cursorField,
  }),
  output: Type.Object({ ...coverageFields, ...ContentDecayResult.properties }),
  examples: [example('insights.content_decay', 'Over three months', {})],
  async run(given) {
    const context = given as unknown as Context<SharedInput>
    const { input, config, now } = context
    checkRules({ ...input, dimensions: ['page'] })
    const newest = windowOf(input, now, undefined, windowLength)
    const length = lengthOf(newest)
    const oldest = moved(newest, -2 * length)
    const windows = [
      await pagesFor(context, ['page'], oldest),
      await pagesFor(context, ['page'], moved(newest, -length)),
      await pagesFor(context, ['page'], newest),
    ] as const
    const answer = await context.transform(contentDecayIn, {
      windows,
      dimensions: ['page'],
      offset: Number(input.cursor ?? 0),
      ...parametersOf(input, contentDecayFields),
    })
    reportNext(context, answer)
    return {
      siteUrl: siteOf(input, config),
      startDate: oldest.startDate,
      endDate: newest.endDate,
      ...answer,
    }
  },
})

const brandSplit = defineOperation(gsc, {
  ...common,
  title: 'Brand and other queries',
  description:
    'How many clicks come from people who look for the brand and how many from others, by the words of the query, beside what Google withholds of all queries.',
  input: Type.Object({
    ...sharedFields,
    brandTerms: Type.Array(Type.String({ minLength: 2, maxLength: 100 }), {
      minItems: 1,
      maxItems: 50,
      description: 'How people write the brand, misspellings included. Case and accents do not matter.',
    }),
    ...brandSplitFields,
  }),
  output: Type.Object({ ...coverageFields, ...BrandSplitResult.properties }),
  examples: [example('insights.brand_split', 'Of Fernhill', { brandTerms: ['fernhill', 'fern hill'] })],
  async run(given) {
    const context = given as unknown as Context<SharedInput & { readonly brandTerms: readonly string[] }>
    const { input, config, now } = context
    checkRules({ ...input, dimensions: ['query'] })
    const window = windowOf(input, now)
    const rows = await pagesFor(context, ['query'], window)
    const answer = await context.transform(brandSplitOf, {
      rows,
      dimensions: ['query'],
      brandTerms: input.brandTerms,
      totals: await totalsOf(context, window),
      ...parametersOf(input, brandSplitFields),
    })
    return { siteUrl: siteOf(input, config), ...window, ...answer }
  },
})

export const causes = {
  'insights.traffic_drops': trafficDrops,
  'insights.content_decay': contentDecay,
  'insights.brand_split': brandSplit,
}
