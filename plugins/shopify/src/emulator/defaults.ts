import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql'

const scalars: Readonly<Record<string, unknown>> = {
  BigInt: '0',
  Boolean: false,
  Date: '2026-01-01',
  DateTime: '2026-01-01T00:00:00Z',
  Decimal: '0.0',
  Float: 0,
  Int: 0,
  JSON: {},
  Money: '0.0',
  UnsignedInt64: '0',
  URL: 'https://example.com/',
  UtcOffset: '+00:00',
}

/**
 * What a field answers that the seed does not hold: null where the schema allows it, else the plainest value of
 * its type, so that every valid document executes.
 */
export function defaultOf(type: GraphQLOutputType, parent: string, schema: GraphQLSchema): unknown {
  if (!isNonNullType(type)) return null
  const inner = getNullableType(type)
  if (isListType(inner)) return []
  if (isEnumType(inner)) return inner.name === 'CurrencyCode' ? 'EUR' : inner.getValues()[0]?.name
  if (isScalarType(inner))
    return inner.name === 'ID' ? `gid://shopify/${parent}/0` : (scalars[inner.name] ?? '')
  if (isAbstractType(inner)) return { __typename: schema.getPossibleTypes(inner)[0]?.name }
  return {}
}
