import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  type GraphQLFieldResolver,
} from 'graphql'
import { isConnection } from '../cost.ts'
import { isObject, listOf } from '../json.ts'
import { missingAccess, missingAccessTo } from './access.ts'
import { accessDenied } from './api-error.ts'
import { collectionOf, sortBy } from './collections/index.ts'
import { connectionOf, type PageArguments } from './connection.ts'
import { defaultOf } from './defaults.ts'
import type { Execution } from './execution.ts'
import { fulfillmentOrdersOf } from './fulfillment.ts'
import { performMutation } from './mutations/index.ts'
import { suggestedRefund } from './order-totals.ts'
import { rootFields } from './root-fields.ts'
import { themeFiles } from './roots/themes.ts'
import { searchRows } from './search.ts'
import { numberIn, rowsOf, type Row } from './state.ts'

type Arguments = PageArguments & Readonly<Record<string, unknown>>

/** Answers any field of the schema: from the seed where it holds it, else with a default. */
export const resolveField: GraphQLFieldResolver<unknown, Execution, Arguments> = (
  source,
  args,
  execution,
  info,
) => {
  const { parentType, fieldName, returnType, schema, path } = info
  const missing = missingAccess(execution.grant, parentType, fieldName)
  if (missing !== undefined) throw accessDenied(fieldName, missing)
  if (parentType === schema.getMutationType()) return performMutation(args, execution, info)

  const value =
    parentType === schema.getQueryType()
      ? rootFields(fieldName, args, execution, info)
      : held(source, args, execution, info)
  const type = getNamedType(returnType)
  if (isConnection(type)) {
    const nodes = Array.isArray(value) ? value : []
    return connection(
      nodes,
      execution.isBulk === true ? { ...args, first: Number.POSITIVE_INFINITY } : args,
      execution,
      { nodeType: nodeTypeOf(type.name), path: pathOf(path) },
    )
  }
  if (value === undefined || value === null) return defaultOf(returnType, parentType.name, schema)
  if (isListType(getNullableType(returnType)) && Array.isArray(value) && typeof args.first === 'number') {
    return value.slice(0, args.first)
  }
  if (isAbstractType(type) && isObject(value)) {
    const concrete = schema.getType(String(value['__typename']))
    const hidden = isObjectType(concrete) ? missingAccessTo(execution.grant, concrete) : undefined
    if (hidden !== undefined) throw accessDenied(fieldName, hidden)
  }
  return value
}

const held: GraphQLFieldResolver<unknown, Execution, Arguments> = (source, args, execution, info) => {
  if (!isObject(source)) return undefined
  const { parentType, fieldName } = info
  if (fieldName === 'legacyResourceId' && typeof source['id'] === 'string')
    return String(numberIn(source['id']))
  if (parentType.name === 'InventoryLevel' && fieldName === 'quantities')
    return quantities(source, args['names'])
  const derived = derivedField(source, fieldName, args, execution)
  return derived ?? defaultFieldResolver(source, args, execution, info)
}

/** What follows from other rows. */
function derivedField(
  source: Readonly<Record<string, unknown>>,
  fieldName: string,
  args: Arguments,
  { state }: Execution,
): unknown {
  const { __typename: type, id } = source
  if (typeof id !== 'string') return undefined // a payload holds what was made, and nothing follows
  if (fieldName === 'metafields' || fieldName === 'metafield') {
    const own = rowsOf(state, 'Metafield').filter((row) => row['ownerId'] === id)
    const named = own.filter(
      (row) =>
        (args['namespace'] === undefined || row['namespace'] === args['namespace']) &&
        (args['key'] === undefined || row['key'] === args['key']) &&
        (!Array.isArray(args['keys']) ||
          args['keys'].includes(`${String(row['namespace'])}.${String(row['key'])}`)),
    )
    return fieldName === 'metafield' ? named[0] : named
  }
  if (type === 'Shop' && fieldName === 'analyticsAnnotations') return rowsOf(state, 'AnalyticsAnnotation')
  if (type === 'OnlineStoreTheme' && fieldName === 'files')
    return themeFiles(listOf(source['files']), args['filenames'])
  if (type === 'Order' && fieldName === 'fulfillmentOrders') return fulfillmentOrdersOf(state, source as Row)
  if (type === 'Order' && fieldName === 'returns')
    return rowsOf(state, 'Return').filter((row) => (row['order'] as Row).id === id)
  if (type === 'Order' && fieldName === 'suggestedRefund') return suggestedRefund(source, args)
  if (fieldName === 'discount' && String(type).startsWith('Discount'))
    return source['codeDiscount'] ?? source['automaticDiscount']
  if (type === 'Customer' && fieldName === 'canDelete') return listOf(source['orders']).length === 0
  if (type === 'Blog' && fieldName === 'articlesCount') {
    const articles = rowsOf(state, 'Article').filter(
      (row) => isObject(row['blog']) && row['blog']['id'] === id,
    )
    return { count: articles.length, precision: 'EXACT' }
  }
  if (type === 'Collection' && fieldName === 'productsCount')
    return { count: listOf(source['products']).length, precision: 'EXACT' }
  if (type === 'Product' && fieldName === 'collections')
    return rowsOf(state, 'Collection').filter((row) => listOf(row['products']).includes(source))
  return undefined
}

function quantities(level: Readonly<Record<string, unknown>>, names: unknown) {
  const stock = isObject(level['stock']) ? level['stock'] : {}
  return (Array.isArray(names) ? names : []).map((name: unknown) => ({
    id: String(level['id'])
      .replace('InventoryLevel', 'InventoryQuantity')
      .concat(`&name=${String(name)}`),
    name,
    quantity: stock[String(name)] ?? 0,
    updatedAt: level['updatedAt'],
  }))
}

function connection(
  nodes: readonly unknown[],
  args: Arguments,
  execution: Execution,
  { nodeType, path }: { nodeType: string; path: ReadonlyArray<string | number> },
) {
  const query = typeof args['query'] === 'string' ? args['query'] : undefined
  const sortKey = typeof args['sortKey'] === 'string' ? args['sortKey'] : undefined
  if (query === undefined && sortKey === undefined) return connectionOf(nodes, args)
  const collection = collectionOf(nodeType)
  const { rows, warnings } = searchRows(nodes as readonly Row[], query, collection)
  if (query !== undefined && warnings.length > 0) execution.searches.push({ path, query, warnings })
  const sort = sortKey === undefined ? undefined : sortBy(collection, sortKey)
  return connectionOf(rows, args, sort === undefined ? undefined : (node) => sort(node as Row))
}

function nodeTypeOf(connectionName: string): string {
  return connectionName.replace(/Connection$/, '')
}

function pathOf(path: {
  readonly prev: typeof path | undefined
  readonly key: string | number
}): Array<string | number> {
  return path.prev === undefined ? [path.key] : [...pathOf(path.prev), path.key]
}
