import {
  defineOperation,
  Type,
  type CallContext,
  type ConfigOf,
  type OriginOf,
  type Static,
  type TObject,
  type TSchema,
  type Transform,
} from '@patchbay/contract'
import { scopes } from '../scopes.ts'
import {
  filtersField,
  typeField,
  windowFields,
  coverageFields,
  type DimensionName,
} from '../search/fields.ts'
import { readPages } from '../search/read-pages.ts'
import { checkRules } from '../search/rules.ts'
import type { Pages } from '../search/wire-rows.ts'
import { windowOf, type Window } from '../search/window.ts'
import { siteField, siteOf } from '../site/site-url.ts'
import { gsc } from '../vendor.ts'

export type Context<Input = unknown> = CallContext<Input, ConfigOf<typeof gsc>, OriginOf<typeof gsc>>

export type Fields = Record<string, TSchema>

/** Insights read at most so many rows by default. */
export const usualRows = 25_000

export const sharedFields = {
  ...siteField,
  ...windowFields,
  ...typeField,
  ...filtersField,
  maxRows: Type.Optional(
    Type.Integer({
      minimum: 1_000,
      maximum: 200_000,
      default: usualRows,
      description:
        'How many rows of Google to look at, those with most clicks first. Each 12,500 are a request. Default: 25,000.',
    }),
  ),
}

export const cursorField = {
  cursor: Type.Optional(
    Type.String({ pattern: '^[0-9]{1,7}$', description: '`meta.next` of the page before.' }),
  ),
}

/** What all insights are called with. */
export interface SharedInput {
  readonly siteUrl?: string
  readonly startDate?: string
  readonly endDate?: string
  readonly days?: number
  readonly type?: Static<typeof typeField.type>
  readonly filters?: Static<typeof filtersField.filters>
  readonly maxRows?: number
  readonly cursor?: string
  readonly limit?: number
}

/** What an insight is made of. */
export interface InsightFacts<F extends Fields, O extends TObject> {
  readonly title: string
  readonly description: string
  /** Its own input fields: parameters of the transform. */
  readonly fields: F
  readonly result: O
  readonly dimensions: readonly DimensionName[]
  /** How long its window is by default. */
  readonly days?: number
  readonly transform: Transform<never, Static<O>>
  readonly example: { readonly title: string; readonly input: object; readonly output: object }
}

/** Reads the rows of one window for an insight, and says so where there are more than it looks at. */
export async function pagesFor(
  context: Context<SharedInput>,
  dimensions: readonly DimensionName[],
  window: Window,
): Promise<Pages> {
  const { type, filters, maxRows = usualRows } = context.input
  const { pages, isCut } = await readPages(
    context,
    { siteUrl: siteOf(context.input, context.config), ...window, dimensions, type, filters },
    maxRows,
  )
  if (isCut) {
    context.report.partial()
    context.report.warning({
      code: 'rows_cut',
      message: `Only the ${maxRows} rows with most clicks from ${window.startDate} to ${window.endDate} were looked at. Raise maxRows, or narrow the window or the filters.`,
    })
  }
  return pages
}

/** The parameters of the insight's own among the input. */
export function parametersOf(input: object, fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => Object.hasOwn(fields, name)))
}

const usualLimit = 100

/** Tells the caller where the next page of an insight begins. */
export function reportNext(context: Context<SharedInput>, answer: object): void {
  const { rowCount } = answer as { readonly rowCount?: number }
  if (rowCount === undefined) return
  const end = Number(context.input.cursor ?? 0) + (context.input.limit ?? usualLimit)
  context.report.next(end < rowCount ? String(end) : undefined)
}

/** What all insights have in common. */
export const common = {
  effect: 'read',
  scopes: [scopes.read],
  cache: { ttl: '3h', staleWhileRevalidate: '6h', staleIfError: '1d', tags: ['search-analytics'] },
  timeout: '2m',
} as const

/** An insight into the rows of one window. */
export function insight<F extends Fields, O extends TObject>(facts: InsightFacts<F, O>) {
  const { title, description, fields, result, dimensions, days, transform, example } = facts
  return defineOperation(gsc, {
    ...common,
    title,
    description,
    input: Type.Object({ ...sharedFields, ...fields, ...('limit' in fields ? cursorField : {}) }),
    output: Type.Object({ ...coverageFields, ...result.properties }),
    examples: [example as never],
    async run(given) {
      const context = given as unknown as Context<SharedInput>
      const { input, config, now } = context
      checkRules({ ...input, dimensions })
      const window = windowOf(input, now, undefined, days)
      const rows = await pagesFor(context, dimensions, window)
      const answer = await context.transform(transform, {
        rows,
        dimensions,
        offset: Number(input.cursor ?? 0),
        ...parametersOf(input, fields),
      } as never)
      reportNext(context, answer as object)
      return { siteUrl: siteOf(input, config), ...window, ...(answer as object) } as never
    },
  })
}
