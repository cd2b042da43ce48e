import { defineOperation, Type } from '@patchbay/contract'
import { example } from '../building/example.ts'
import { scopes } from '../scopes.ts'
import {
  coverageFields,
  filtersField,
  SearchRow,
  windowFields,
  type DimensionName,
  type SearchType,
} from '../search/fields.ts'
import { checkRules } from '../search/rules.ts'
import { mostRows, rowOf, searchOnce } from '../search/search.ts'
import { windowOf } from '../search/window.ts'
import { siteField, siteOf } from '../site/site-url.ts'
import { gsc } from '../vendor.ts'

/** The top rows of one kind of search. */
function preset(
  id: string,
  facts: {
    readonly title: string
    readonly description: string
    readonly type: SearchType
    readonly dimension: DimensionName
  },
) {
  const { title, description, type, dimension } = facts
  return defineOperation(gsc, {
    title,
    description,
    effect: 'read',
    scopes: [scopes.read],
    input: Type.Object({
      ...siteField,
      ...windowFields,
      ...filtersField,
      limit: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: mostRows,
          default: 100,
          description: 'Rows a page. Default: 100.',
        }),
      ),
      cursor: Type.Optional(
        Type.String({ pattern: '^[0-9]{1,9}$', description: '`meta.next` of the page before.' }),
      ),
    }),
    output: Type.Object({ ...coverageFields, rows: Type.Array(SearchRow) }),
    cache: { ttl: '1h', staleWhileRevalidate: '6h', staleIfError: '1d', tags: ['search-analytics'] },
    timeout: '60s',
    examples: [example(id, 'Those of the last 28 days', { limit: 2 })],
    async run({ input, config, now, report, ...context }) {
      const { filters, limit: rowLimit = 100 } = input
      checkRules({ dimensions: [dimension], filters, type })
      const siteUrl = siteOf(input, config)
      const window = windowOf(input, now)
      const startRow = Number(input.cursor ?? 0)
      const found = await searchOnce(
        { ...context, config },
        { siteUrl, ...window, dimensions: [dimension], filters, type, startRow, rowLimit },
      )
      report.next(found.rows.length < rowLimit ? undefined : String(startRow + rowLimit))
      return { siteUrl, ...window, rows: found.rows.map((row) => rowOf(row, [dimension])) }
    },
  })
}

export const searchPresets = {
  'search-analytics.discover': preset('search-analytics.discover', {
    title: 'Top pages in Discover',
    description: 'The pages that the Discover feed showed, by clicks. It has neither queries nor positions.',
    type: 'discover',
    dimension: 'page',
  }),
  'search-analytics.google_news': preset('search-analytics.google_news', {
    title: 'Top pages in Google News',
    description:
      'The pages that Google News showed, by clicks. For the tab of news in web search take search-analytics.query with the type news.',
    type: 'googleNews',
    dimension: 'page',
  }),
  'search-analytics.images': preset('search-analytics.images', {
    title: 'Top queries of image search',
    description: 'The queries to which image search showed pictures of the site, by clicks.',
    type: 'image',
    dimension: 'query',
  }),
  'search-analytics.videos': preset('search-analytics.videos', {
    title: 'Top pages of video search',
    description: 'The pages whose videos were shown in the tab for videos, by clicks.',
    type: 'video',
    dimension: 'page',
  }),
}
