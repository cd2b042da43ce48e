import { Type, type Static } from '@patchbay/contract'

const name = (description: string) => Type.String({ description, minLength: 1, maxLength: 120 })

const Dimension = Type.Union([
  name('Name of the dimension, such as `country`.'),
  Type.Object(
    {
      name: name('Name of the column that is made.'),
      lowerCase: Type.Optional(name('Name of a dimension whose values are given in lower case.')),
      upperCase: Type.Optional(name('Name of a dimension whose values are given in upper case.')),
      concatenate: Type.Optional(
        Type.Array(name('Name of a dimension.'), {
          minItems: 2,
          maxItems: 9,
          description: 'Dimensions whose values are put together.',
        }),
      ),
      delimiter: Type.Optional(
        Type.String({ maxLength: 20, description: 'What stands between them. Default: nothing.' }),
      ),
    },
    {
      description:
        'A column that is made of other dimensions by one of `lowerCase`, `upperCase` and `concatenate`.',
    },
  ),
])

const Metric = Type.Union([
  name('Name of the metric, such as `sessions`.'),
  Type.Object(
    {
      name: name('Name of the column that is made.'),
      expression: Type.String({
        minLength: 1,
        maxLength: 500,
        description: 'Arithmetic on metrics, such as `eventCount/activeUsers`.',
      }),
    },
    { description: 'A column that is computed of metrics.' },
  ),
])

/** A list of dimensions, with a description of its own. */
export const DimensionsFor = (description: string) => Type.Array(Dimension, { maxItems: 9, description })

/** A list of metrics, with a description of its own. */
export const MetricsFor = (description: string) => Type.Array(Metric, { maxItems: 10, description })

export const Dimensions = DimensionsFor(
  'By what to break down: names of dimensions, at most 9, such as ["date", "sessionDefaultChannelGroup"]. metadata.search finds names. Default: none.',
)

export const Metrics = MetricsFor(
  'What to measure: names of metrics, at most 10, such as ["sessions", "activeUsers", "keyEvents"]. Not every metric goes with every dimension: compatibility.check tells.',
)

export type Dimensions = Static<typeof Dimensions>
export type Metrics = Static<typeof Metrics>

/** As Google wants them. */
export function wireDimensions(dimensions: Dimensions): object[] {
  return dimensions.map((dimension) => {
    if (typeof dimension === 'string') return { name: dimension }
    const { name: made, lowerCase, upperCase, concatenate, delimiter = '' } = dimension
    if (concatenate !== undefined)
      return {
        name: made,
        dimensionExpression: { concatenate: { dimensionNames: concatenate, delimiter } },
      }
    const [kind, dimensionName] =
      lowerCase === undefined
        ? (['upperCase', upperCase ?? made] as const)
        : (['lowerCase', lowerCase] as const)
    return { name: made, dimensionExpression: { [kind]: { dimensionName } } }
  })
}

export const wireMetrics = (metrics: Metrics): object[] =>
  metrics.map((metric) => (typeof metric === 'string' ? { name: metric } : metric))

export const namesOf = (fields: Dimensions | Metrics): string[] =>
  fields.map((field) => (typeof field === 'string' ? field : field.name))
