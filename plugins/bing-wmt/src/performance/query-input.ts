import { Type } from '@patchbay/contract'
import { siteField } from '../site/site.ts'
import { windowFields } from '../site/window.ts'
import { filterFields, Order, rowPageFields } from './inputs.ts'
import type { Dimension } from './table.ts'

/** The dimensions by the names under which callers choose them. */
export const dimensionsOf = {
  query: ['query'],
  page: ['page'],
  date: ['date'],
  'query,date': ['query', 'date'],
  'page,date': ['page', 'date'],
} as const satisfies Record<string, readonly Dimension[]>

/** What performance.query may be asked. */
export const queryInput = Type.Object({
  ...siteField,
  dimensions: Type.Optional(
    Type.Union(
      [
        Type.Literal('query'),
        Type.Literal('page'),
        Type.Literal('date'),
        Type.Literal('query,date'),
        Type.Literal('page,date'),
      ],
      { default: 'query', description: 'What one row is about. Default: query.' },
    ),
  ),
  ...windowFields,
  ...filterFields,
  sort: Type.Optional(
    Type.Union(
      [
        Type.Literal('clicks'),
        Type.Literal('impressions'),
        Type.Literal('ctr'),
        Type.Literal('position'),
        Type.Literal('date'),
      ],
      { description: 'Default: clicks, or date where date is the only dimension.' },
    ),
  ),
  order: Order('Default: asc for position and date, desc for the others.'),
  ...rowPageFields,
})
