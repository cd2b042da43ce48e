import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  type GraphQLResolveInfo,
} from 'graphql'
import { isConnection } from '../cost.ts'
import { isObject } from '../json.ts'
import { allScopes } from '../scopes.ts'
import { apiError } from './api-error.ts'
import { collectionOf } from './collections/index.ts'
import type { Execution } from './execution.ts'
import { analyticsRoots } from './roots/analytics.ts'
import { customerRoots } from './roots/customers.ts'
import { discountRoots } from './roots/discounts.ts'
import { eventRoots } from './roots/events.ts'
import { fulfillmentRoots } from './roots/fulfillment.ts'
import { metaobjectRoots } from './roots/metaobjects.ts'
import { paymentRoots } from './roots/payments.ts'
import { returnRoots } from './roots/returns.ts'
import { segmentRoots } from './roots/segments.ts'
import { themeRoots } from './roots/themes.ts'
import { translationRoots } from './roots/translations.ts'
import { webhookRoots } from './roots/webhooks.ts'
import { searchRows } from './search.ts'
import { rowsOf, typeIn, type Row } from './state.ts'
import { byCustomId } from './roots/custom-ids.ts'
import { isGranted } from './tokens.ts'

type Arguments = Readonly<Record<string, unknown>>

/** The API versions that Shopify supports in the autumn of 2026, oldest first. */
export const supportedVersions = ['2026-01', '2026-04', '2026-07', '2026-10'] as const

const sixtyDays = 60 * 86_400_000

/** Root fields that are not what their type says. */
const special: Readonly<Record<string, (args: Arguments, execution: Execution) => unknown>> = {
  ...analyticsRoots,
  ...customerRoots,
  ...discountRoots,
  ...eventRoots,
  ...fulfillmentRoots,
  ...metaobjectRoots,
  ...paymentRoots,
  ...returnRoots,
  ...segmentRoots,
  ...themeRoots,
  ...translationRoots,
  ...webhookRoots,
  shop: (_, { state }) => state.shop,
  node: (args, execution) => visible(execution.state.byId.get(String(args['id'])), execution),
  nodes: (args, execution) =>
    (Array.isArray(args['ids']) ? args['ids'] : []).map(
      (id: unknown) => visible(execution.state.byId.get(String(id)), execution) ?? null,
    ),
  productTags: (_, execution) =>
    distinct(products(execution).flatMap((product) => product['tags'] as string[])),
  productTypes: (_, execution) =>
    distinct(products(execution).map((product) => String(product['productType']))),
  productVendors: (_, execution) => distinct(products(execution).map((product) => String(product['vendor']))),
  productByHandle: (args, execution) =>
    products(execution).find((product) => product['handle'] === args['handle']),
  publicApiVersions: () =>
    supportedVersions.map((handle) => ({ handle, displayName: handle, supported: true })),
  currentAppInstallation: (_, execution) => appInstallation(execution),
  inventoryProperties: () => ({ quantityNames }),
  location: (args, execution) =>
    args['id'] === undefined
      ? rowsOf(execution.state, 'Location')[0]
      : byId('Location', args['id'], execution),
  locations: (args, { state }) =>
    rowsOf(state, 'Location').filter((row) => args['includeInactive'] === true || row['isActive'] === true),
  metafieldDefinitions: (args, { state }) =>
    rowsOf(state, 'MetafieldDefinition').filter((row) =>
      ['ownerType', 'namespace', 'key'].every((name) => args[name] === undefined || row[name] === args[name]),
    ),
}

/** What the root of a query holds under a name; undefined for what the shop does not have. */
export function rootFields(
  name: string,
  args: Arguments,
  execution: Execution,
  info: GraphQLResolveInfo,
): unknown {
  const own = special[name]
  if (own !== undefined) return own(args, execution)
  const named = getNamedType(info.returnType)
  const rows = rowsBehind(name, execution, info)
  if (named.name === 'Count') {
    const counted = name.replace(/Count$/, '')
    return countOf(rowsBehind(counted, execution, info), counted, args)
  }
  if (isConnection(named) || isListType(getNullableType(info.returnType))) return rows
  if (name.endsWith('ByIdentifier')) return byIdentifier(named.name, args['identifier'], execution)
  return typeof args['id'] === 'string' ? byId(named.name, args['id'], execution) : undefined
}

/** The rows of the types that a root field lists. */
function rowsBehind(name: string, execution: Execution, { schema }: GraphQLResolveInfo): readonly Row[] {
  const field = schema.getQueryType()?.getFields()[name]
  if (field === undefined) return []
  const listed = getNamedType(field.type)
  const nodes = isObjectType(listed) && isConnection(listed) ? listed.getFields()['nodes'] : undefined
  const type = nodes === undefined ? listed : getNamedType(nodes.type)
  const types = isAbstractType(type) ? schema.getPossibleTypes(type).map((each) => each.name) : [type.name]
  return types
    .flatMap((each) => rowsOf(execution.state, each))
    .filter((row) => visible(row, execution) !== undefined)
}

const products = ({ state }: Execution): readonly Row[] => rowsOf(state, 'Product')

/** Without read_all_orders, orders older than 60 days are as if they did not exist. */
function visible(row: Row | undefined, { grant, now }: Execution): Row | undefined {
  if (row?.__typename !== 'Order' || isGranted(grant, 'read_all_orders')) return row
  return Date.parse(String(row['createdAt'])) >= now - sixtyDays ? row : undefined
}

function byId(typeName: string, id: unknown, execution: Execution): Row | undefined {
  const row = visible(execution.state.byId.get(String(id)), execution)
  if (row === undefined && typeIn(String(id)) !== typeName && !typeName.endsWith('Node')) {
    throw apiError('RESOURCE_NOT_FOUND', `Invalid id: ${String(id)}`)
  }
  return row
}

function byIdentifier(typeName: string, identifier: unknown, execution: Execution): Row | undefined {
  if (!isObject(identifier)) return undefined
  if (typeof identifier['id'] === 'string') return byId(typeName, identifier['id'], execution)
  if (isObject(identifier['customId'])) return byCustomId(typeName, identifier['customId'], execution.state)
  const [[key, value] = []] = Object.entries(identifier)
  const field = { emailAddress: 'email', phoneNumber: 'phone' }[String(key)] ?? String(key)
  return rowsOf(execution.state, typeName).find((row) => row[field] === value)
}

function countOf(rows: readonly Row[], name: string, args: Arguments) {
  // productVariantsCount ignores its query, and so does this one.
  const query = typeof args['query'] === 'string' && name !== 'productVariants' ? args['query'] : undefined
  const [first] = rows
  const collection = collectionOf(first?.__typename ?? '')
  const { filters, counted = filters } = collection
  const total = searchRows(rows, query, { ...collection, filters: counted }).rows.length
  const limit = typeof args['limit'] === 'number' ? args['limit'] : 10_000
  return total > limit ? { count: limit, precision: 'AT_LEAST' } : { count: total, precision: 'EXACT' }
}

const quantityNames = [
  { name: 'available', displayName: 'Available', isInUse: true, belongsTo: ['on_hand'], comprises: [] },
  { name: 'committed', displayName: 'Committed', isInUse: true, belongsTo: ['on_hand'], comprises: [] },
  { name: 'incoming', displayName: 'Incoming', isInUse: true, belongsTo: [], comprises: [] },
  {
    name: 'on_hand',
    displayName: 'On hand',
    isInUse: true,
    belongsTo: [],
    comprises: ['available', 'committed', 'damaged', 'quality_control', 'reserved', 'safety_stock'],
  },
]

function appInstallation({ grant }: Execution) {
  const handles = grant === 'everything' ? allScopes : [...grant]
  return {
    id: 'gid://shopify/AppInstallation/1',
    accessScopes: handles.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
    app: { id: 'gid://shopify/App/1', title: 'Patchbay', handle: 'patchbay' },
  }
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}
