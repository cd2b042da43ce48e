import { defineOperation, Type, type TObject } from '@patchbay/contract'
import { coverageFields, type DimensionName } from '../search/fields.ts'
import { checkRules } from '../search/rules.ts'
import { windowBefore, windowOf } from '../search/window.ts'
import { siteOf } from '../site/site-url.ts'
import { gsc } from '../vendor.ts'
import {
  common,
  cursorField,
  pagesFor,
  parametersOf,
  reportNext,
  sharedFields,
  type Context,
  type Fields,
  type InsightFacts,
  type SharedInput,
} from './insight.ts'

export type CompareTo = 'previous_period' | 'same_weekdays' | 'previous_year'

export const compareToField = {
  compareTo: Type.Optional(
    Type.Unsafe<CompareTo>({
      type: 'string',
      enum: ['previous_period', 'same_weekdays', 'previous_year'],
      default: 'same_weekdays',
      description:
        'What the window is compared with: as many days just before it, the nearest earlier days that are on the same weekdays (the default), or 52 weeks before.',
    }),
  ),
}

export const previousField = {
  previous: Type.Object(
    { startDate: Type.String({ format: 'date' }), endDate: Type.String({ format: 'date' }) },
    { description: 'The window that it was compared with.' },
  ),
}

/** An insight into what changed between two windows. */
export function comparison<F extends Fields, O extends TObject>(
  facts: Omit<InsightFacts<F, O>, 'dimensions'> & {
    /** What it looks at by default; callers may choose others where there are `choices`. */
    readonly dimensions: readonly DimensionName[]
    readonly choices?: boolean
  },
) {
  const { title, description, fields, result, days, transform, example, choices = false } = facts
  const chosen = choices
    ? {
        dimensions: Type.Optional(
          Type.Array(
            Type.Unsafe<DimensionName>({
              type: 'string',
              enum: ['query', 'page', 'country', 'device'],
            }),
            {
              minItems: 1,
              maxItems: 4,
              uniqueItems: true,
              description: `What rows are about. Default: ${facts.dimensions.join(', ')}.`,
            },
          ),
        ),
      }
    : {}
  return defineOperation(gsc, {
    ...common,
    title,
    description,
    input: Type.Object({
      ...sharedFields,
      ...compareToField,
      ...chosen,
      ...fields,
      ...('limit' in fields ? cursorField : {}),
    }),
    output: Type.Object({ ...coverageFields, ...previousField, ...result.properties }),
    examples: [example as never],
    async run(given) {
      const context = given as unknown as Context<
        SharedInput & {
          readonly compareTo?: CompareTo
          readonly dimensions?: readonly DimensionName[]
        }
      >
      const { input, config, now } = context
      const dimensions = input.dimensions ?? facts.dimensions
      checkRules({ ...input, dimensions })
      const window = windowOf(input, now, undefined, days)
      const previous = windowBefore(window, input.compareTo ?? 'same_weekdays')
      const currentRows = await pagesFor(context, dimensions, window)
      const previousRows = await pagesFor(context, dimensions, previous)
      const answer = await context.transform(transform, {
        current: currentRows,
        previous: previousRows,
        dimensions,
        offset: Number(input.cursor ?? 0),
        ...parametersOf(input, fields),
      } as never)
      reportNext(context, answer as object)
      return { siteUrl: siteOf(input, config), ...window, previous, ...(answer as object) } as never
    },
  })
}
