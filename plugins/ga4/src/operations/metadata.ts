import { defineOperation, Type, type Static } from '@patchbay/contract'
import type { Context } from '../context.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { reading } from '../scopes.ts'
import searchFields from '../transforms/search-fields.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

const named = {
  apiName: Type.String(),
  uiName: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
}

const wireField = {
  ...named,
  category: Type.Optional(Type.String()),
  customDefinition: Type.Optional(Type.Boolean()),
  deprecatedApiNames: Type.Optional(Type.Array(Type.String())),
}

const WireMetadata = Type.Object({
  dimensions: Type.Optional(Type.Array(Type.Object(wireField))),
  metrics: Type.Optional(
    Type.Array(
      Type.Object({
        ...wireField,
        type: Type.Optional(Type.String()),
        expression: Type.Optional(Type.String()),
        blockedReasons: Type.Optional(Type.Array(Type.String())),
      }),
    ),
  ),
  comparisons: Type.Optional(Type.Array(Type.Object(named))),
})

const described = {
  name: Type.String({ description: 'What reports call it.' }),
  title: Type.String({ description: 'What the pages of Google Analytics call it.' }),
  description: Type.String(),
}

const field = {
  ...described,
  category: Type.String(),
  isCustom: Type.Boolean({ description: 'Whether the owner of the property has made it.' }),
}

const DimensionField = Type.Object(field)
const MetricField = Type.Object({
  ...field,
  type: Type.String({ description: 'Google’s type, such as TYPE_INTEGER or TYPE_CURRENCY.' }),
  isBlocked: Type.Boolean({ description: 'Whether the account of the connection may not see it.' }),
})

type Wire = Static<typeof WireMetadata>

async function fetchMetadata({ http }: Pick<Context, 'http'>, property: string): Promise<Wire> {
  const { body } = await http.get(`/v1beta/properties/${property}/metadata`, { response: WireMetadata })
  return body
}

type WireField = NonNullable<Wire['dimensions']>[number]

const fieldOf = ({ apiName, uiName = '', description = '', category = '', customDefinition }: WireField) => ({
  name: apiName,
  title: uiName,
  description,
  category,
  isCustom: customDefinition === true,
})

const dimensionsIn = ({ dimensions = [] }: Wire) => dimensions.map(fieldOf)

const metricsIn = ({ metrics = [] }: Wire) =>
  metrics.map((metric) => ({
    ...fieldOf(metric),
    type: metric.type ?? '',
    isBlocked: (metric.blockedReasons ?? []).length > 0,
  }))

const cache = { ttl: '1d', staleIfError: '7d' } as const

/** What can be asked of a property. */
export const metadata = {
  'metadata.get': defineOperation(vendor, {
    title: 'Get all fields',
    description:
      'Every dimension and metric that reports of a property can have, its custom ones included, and its saved comparisons. The answer is long: metadata.search finds the few that are wanted. Where neither the call nor the connection names a property, the fields that all properties have.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      category: Type.Optional(
        Type.String({
          maxLength: 100,
          description: 'Only fields of this category, such as `Ecommerce` or `Traffic Source`. Default: all.',
        }),
      ),
      customOnly: Type.Optional(
        Type.Boolean({ description: 'Only what the owner of the property has made. Default: no.' }),
      ),
    }),
    output: Type.Object({
      property: Type.String({ description: 'Id of the property; 0 for what all have.' }),
      dimensions: Type.Array(DimensionField),
      metrics: Type.Array(MetricField),
      comparisons: Type.Array(Type.Object(described)),
    }),
    cache,
    examples: [
      {
        title: 'What the owner of the property has added',
        input: { customOnly: true },
        output: recorded('metadata.get'),
      },
    ],
    async run(context) {
      const { input, config } = context
      const isNamed = input.property !== undefined || config.propertyId !== undefined
      const property = isNamed ? propertyOf(input, config) : '0'
      const wire = await fetchMetadata(context, property)
      const isWanted = ({ category, isCustom }: { category: string; isCustom: boolean }): boolean =>
        (input.category === undefined || category.toLowerCase() === input.category.toLowerCase()) &&
        (input.customOnly !== true || isCustom)
      return {
        property,
        dimensions: dimensionsIn(wire).filter(isWanted),
        metrics: metricsIn(wire).filter(isWanted),
        comparisons: (wire.comparisons ?? []).map(({ apiName, uiName = '', description = '' }) => ({
          name: apiName,
          title: uiName,
          description,
        })),
      }
    },
  }),
  'metadata.search': defineOperation(vendor, {
    title: 'Search fields',
    description:
      'Finds dimensions and metrics of a property by words of their names and descriptions, misspelled ones too. Use it before a report, to get the names that reports want.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      query: Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'What is looked for, such as `channel` or `revenue per user`.',
      }),
      kind: Type.Optional(
        Type.Union([Type.Literal('dimension'), Type.Literal('metric')], {
          description: 'Only fields of this kind. Default: both.',
        }),
      ),
      limit: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 100,
          default: 10,
          description: 'The most to give. Default: 10.',
        }),
      ),
    }),
    output: Type.Object({
      property: Type.String({ description: 'Id of the property; 0 for what all have.' }),
      fields: Type.Array(
        Type.Object({
          kind: Type.Union([Type.Literal('dimension'), Type.Literal('metric')]),
          ...field,
        }),
        { description: 'Best first.' },
      ),
    }),
    cache,
    examples: [
      {
        title: 'Metrics about revenue',
        input: { query: 'revenue', kind: 'metric', limit: 3 },
        output: recorded('metadata.search'),
      },
    ],
    async run(context) {
      const { input, config } = context
      const isNamed = input.property !== undefined || config.propertyId !== undefined
      const property = isNamed ? propertyOf(input, config) : '0'
      const wire = await fetchMetadata(context, property)
      const fields = [
        ...dimensionsIn(wire).map((each) => ({ kind: 'dimension' as const, ...each })),
        ...metricsIn(wire).map(({ type: _type, isBlocked: _blocked, ...each }) => ({
          kind: 'metric' as const,
          ...each,
        })),
      ].filter(({ kind }) => input.kind === undefined || kind === input.kind)
      const { query, limit = 10 } = input
      return { property, fields: await context.transform(searchFields, { fields, query, limit }) }
    },
  }),
}
