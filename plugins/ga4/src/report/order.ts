import { Problem, Type, type Static } from '@patchbay/contract'

export const OrderBy = Type.Optional(
  Type.Array(
    Type.Object({
      field: Type.String({
        minLength: 1,
        maxLength: 120,
        description: 'Name of a dimension or metric of the report.',
      }),
      descending: Type.Optional(Type.Boolean({ description: 'Largest or last first. Default: no.' })),
      as: Type.Optional(
        Type.Union([Type.Literal('text'), Type.Literal('text_ignoring_case'), Type.Literal('number')], {
          description: 'How values of a dimension compare. Default: as text.',
        }),
      ),
    }),
    {
      minItems: 1,
      maxItems: 10,
      description:
        'The order of the rows, such as [{"field": "sessions", "descending": true}]. Default: Google decides, mostly by the first metric downwards.',
    },
  ),
)

export type OrderBy = Static<typeof OrderBy>

const types = {
  text: 'ALPHANUMERIC',
  text_ignoring_case: 'CASE_INSENSITIVE_ALPHANUMERIC',
  number: 'NUMERIC',
} as const

/** The names by which rows can be sorted. */
export interface Sortable {
  readonly dimensions: readonly string[]
  readonly metrics: readonly string[]
}

// Reports have these without being asked for them, where there are several ranges or comparisons.
const implicit = ['dateRange', 'comparison']

/** As Google wants it. `path` is where the order is in the input, for errors. */
export function wireOrder(
  orderBy: OrderBy | undefined,
  { dimensions, metrics }: Sortable,
  path = '/orderBy',
): object[] | undefined {
  return orderBy?.map(({ field, descending = false, as = 'text' }, index) => {
    if (metrics.includes(field)) return { desc: descending, metric: { metricName: field } }
    if (!dimensions.includes(field) && !implicit.includes(field))
      throw new Problem('invalid_input', {
        detail: `Rows cannot be sorted by ${field}: the report has no such field.`,
        errors: [
          { path: `${path}/${index}/field`, message: 'is one of the dimensions or metrics of the report' },
        ],
      })
    return { desc: descending, dimension: { dimensionName: field, orderType: types[as] } }
  })
}
