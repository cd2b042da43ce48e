import { Type } from '@patchbay/contract'

const Filter = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 2048, description }))

/** Which rows a report is about. Bing knows none of these: they are applied here. */
export const filterFields = {
  query: Filter('Only this search query, exactly. Opens the pages of one query with dimensions=page.'),
  queryContains: Filter('Only queries that contain this, whatever their case.'),
  page: Filter('Only this page, by its full URL. Opens the queries of one page with dimensions=query.'),
  pageContains: Filter('Only pages whose URL contains this, whatever its case.'),
  minImpressions: Type.Optional(
    Type.Integer({
      minimum: 0,
      default: 0,
      description: 'Only rows with at least so many impressions in the window.',
    }),
  ),
}

export const Order = (description: string) =>
  Type.Optional(Type.Union([Type.Literal('asc'), Type.Literal('desc')], { description }))

/** How many rows, from where on. */
export const rowPageFields = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Rows a page.' }),
  ),
  cursor: Type.Optional(
    Type.String({ pattern: '^[0-9]{1,7}$', description: '`meta.next` of the page before.' }),
  ),
}
