import { Type, type Static } from '@patchbay/contract'

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

/** As Google wants it. Names that are no metric of the report are taken for dimensions. */
export function wireOrder(orderBy: OrderBy | undefined, metrics: readonly string[]): object[] | undefined {
  return orderBy?.map(({ field, descending = false, as = 'text' }) => ({
    desc: descending,
    ...(metrics.includes(field)
      ? { metric: { metricName: field } }
      : { dimension: { dimensionName: field, orderType: types[as] } }),
  }))
}
