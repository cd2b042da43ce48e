import { Type, type Static } from '@patchbay/contract'
import { camelCase } from '../camel-case.ts'
import { search } from '../limits.ts'
import { send, type Sender } from '../request.ts'
import { sitePath } from '../site/site-url.ts'
import type { DimensionName, Filter, SearchType } from './fields.ts'
import type { Window } from './window.ts'

/** One query of search analytics. */
export interface Search extends Window {
  readonly siteUrl: string
  readonly dimensions: readonly DimensionName[]
  readonly filters?: readonly Filter[] | undefined
  readonly type?: SearchType | undefined
  readonly dataState?: 'final' | 'all' | 'hourly_all' | undefined
  readonly aggregationType?: 'auto' | 'byPage' | 'byProperty' | 'byNewsShowcasePanel' | undefined
  readonly startRow?: number
  /** From 1 to 25,000. */
  readonly rowLimit: number
}

export const WireRow = Type.Object({
  keys: Type.Optional(Type.Array(Type.String())),
  clicks: Type.Number(),
  impressions: Type.Number(),
  ctr: Type.Number(),
  position: Type.Optional(Type.Number()),
})

const WireAnswer = Type.Object({
  rows: Type.Optional(Type.Array(WireRow)),
  responseAggregationType: Type.Optional(Type.String()),
  metadata: Type.Optional(
    Type.Object({
      firstIncompleteDate: Type.Optional(Type.String()),
      first_incomplete_date: Type.Optional(Type.String()),
      firstIncompleteHour: Type.Optional(Type.String()),
      first_incomplete_hour: Type.Optional(Type.String()),
    }),
  ),
})

export type WireRows = ReadonlyArray<Static<typeof WireRow>>

/** The most rows that one query gives. */
export const mostRows = 25_000

/**
 * How many rows are asked for at once where many are: half of the most, so that an answer with long addresses stays below
 * what the runtime takes (10 MB by default).
 */
export const pageRows = 12_500

/** What Google answered, in one spelling. */
export interface Found {
  readonly rows: WireRows
  readonly aggregationType: string | null
  /** A day or an hour, from which on data is incomplete. */
  readonly firstIncomplete: string | null
}

/** Where and how a query is sent. */
export function requestOf(wanted: Search) {
  const { siteUrl, dimensions, filters = [], type = 'web', dataState = 'final', aggregationType } = wanted
  return {
    method: 'POST',
    path: `${sitePath(siteUrl)}/searchAnalytics/query`,
    ...search(siteUrl),
    json: {
      startDate: wanted.startDate,
      endDate: wanted.endDate,
      dimensions,
      type,
      dataState,
      ...(aggregationType === undefined || aggregationType === 'auto' ? {} : { aggregationType }),
      ...(filters.length === 0 ? {} : { dimensionFilterGroups: [{ groupType: 'and', filters }] }),
      rowLimit: wanted.rowLimit,
      startRow: wanted.startRow ?? 0,
    },
  } as const
}

/** Sends one query. */
export async function searchOnce(context: Sender, wanted: Search): Promise<Found> {
  const { body } = await send(context, { ...requestOf(wanted), response: WireAnswer })
  const { metadata = {}, responseAggregationType = null } = body
  return {
    rows: body.rows ?? [],
    aggregationType: responseAggregationType === null ? null : camelCase(responseAggregationType),
    firstIncomplete:
      metadata.firstIncompleteDate ??
      metadata.first_incomplete_date ??
      metadata.firstIncompleteHour ??
      metadata.first_incomplete_hour ??
      null,
  }
}

/** A row with its keys by name. */
export function rowOf(row: Static<typeof WireRow>, dimensions: readonly DimensionName[]) {
  const { keys = [], clicks, impressions, ctr, position = null } = row
  const named: { [D in DimensionName]?: string } = {}
  for (let index = 0; index < dimensions.length; index += 1) {
    named[dimensions[index] as DimensionName] = keys[index] ?? ''
  }
  return { ...named, clicks, impressions, ctr, position }
}
