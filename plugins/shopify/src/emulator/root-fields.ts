import { isObject } from '../json.ts'
import { apiError } from './api-error.ts'
import { collections } from './collections.ts'
import type { Execution } from './execution.ts'
import { searchRows } from './search.ts'
import type { Row, ShopState } from './state.ts'
import { isGranted } from './tokens.ts'

type Arguments = Readonly<Record<string, unknown>>

/** The API versions that Shopify supports in the autumn of 2026, oldest first. */
export const supportedVersions = ['2026-01', '2026-04', '2026-07', '2026-10'] as const

const sixtyDays = 60 * 86_400_000

/** What the root of a query holds under a name; undefined for what the seed does not have. */
export function rootFields(name: string, args: Arguments, execution: Execution): unknown {
  const { state } = execution
  const counted = /^(.+)Count$/.exec(name)?.[1]
  if (counted !== undefined) return countOf(listOf(counted, args, execution), counted, args)
  if (name.endsWith('ByIdentifier'))
    return byIdentifier(name.replace('ByIdentifier', ''), args['identifier'], execution)
  switch (name) {
    case 'shop':
      return state.shop
    case 'node':
      return visible(state.byId.get(String(args['id'])), execution)
    case 'nodes':
      return (Array.isArray(args['ids']) ? args['ids'] : []).map(
        (id: unknown) => visible(state.byId.get(String(id)), execution) ?? null,
      )
    case 'productTags':
      return distinct(state.products.flatMap((product) => product['tags'] as string[]))
    case 'productTypes':
      return distinct(state.products.map((product) => String(product['productType'])))
    case 'productVendors':
      return distinct(state.products.map((product) => String(product['vendor'])))
    case 'productByHandle':
      return state.products.find((product) => product['handle'] === args['handle'])
    case 'publicApiVersions':
      return supportedVersions.map((handle) => ({ handle, displayName: handle, supported: true }))
    case 'currentAppInstallation':
      return appInstallation(execution)
    case 'location':
      return args['id'] === undefined ? state.locations[0] : byId('Location', args['id'], execution)
    default: {
      const list = listOf(name, args, execution)
      if (list !== undefined) return list
      return typeof args['id'] === 'string' ? byId(upperFirst(name), args['id'], execution) : undefined
    }
  }
}

function listOf(name: string, args: Arguments, execution: Execution): readonly Row[] | undefined {
  const { state } = execution
  const lists: Readonly<Record<string, readonly Row[]>> = {
    customers: state.customers,
    inventoryItems: state.inventoryItems,
    locations:
      args['includeInactive'] === true
        ? state.locations
        : state.locations.filter((row) => row['isActive'] === true),
    orders: state.orders.filter((order) => visible(order, execution) !== undefined),
    products: state.products,
    productVariants: state.variants,
  }
  return lists[name]
}

/** Without read_all_orders, orders older than 60 days are as if they did not exist. */
function visible(row: Row | undefined, { grant, now }: Execution): Row | undefined {
  if (row?.__typename !== 'Order' || isGranted(grant, 'read_all_orders')) return row
  return Date.parse(String(row['createdAt'])) >= now - sixtyDays ? row : undefined
}

function byId(typeName: string, id: unknown, execution: Execution): Row | undefined {
  const row = visible(execution.state.byId.get(String(id)), execution)
  if (!String(id).startsWith(`gid://shopify/${typeName}/`) && collections[typeName] !== undefined) {
    throw apiError('RESOURCE_NOT_FOUND', `Invalid id: ${String(id)}`)
  }
  return row?.__typename === typeName ? row : undefined
}

function byIdentifier(name: string, identifier: unknown, execution: Execution): Row | undefined {
  if (!isObject(identifier)) return undefined
  if (typeof identifier['id'] === 'string') return byId(upperFirst(name), identifier['id'], execution)
  if (identifier['customId'] !== undefined) {
    throw apiError('NOT_FOUND', "Metafield definition of type 'id' is required when using custom ids.")
  }
  const [[key, value] = []] = Object.entries(identifier)
  const field = { emailAddress: 'email', phoneNumber: 'phone' }[String(key)] ?? String(key)
  return rowsOf(name, execution.state).find((row) => row[field] === value)
}

function rowsOf(name: string, state: ShopState): readonly Row[] {
  return name === 'product' ? state.products : name === 'customer' ? state.customers : []
}

function countOf(rows: readonly Row[] | undefined, name: string, args: Arguments) {
  const [first] = rows ?? []
  const collection = first === undefined ? undefined : collections[first.__typename]
  if (rows === undefined || collection === undefined) return { count: 0, precision: 'EXACT' }
  // productVariantsCount ignores its query, and so does this one.
  const query = typeof args['query'] === 'string' && name !== 'productVariants' ? args['query'] : undefined
  const total = searchRows(rows, query, collection).rows.length
  const limit = typeof args['limit'] === 'number' ? args['limit'] : 10_000
  return total > limit ? { count: limit, precision: 'AT_LEAST' } : { count: total, precision: 'EXACT' }
}

function appInstallation({ grant }: Execution) {
  const handles =
    grant === 'everything'
      ? [
          'read_all_orders',
          'write_products',
          'write_orders',
          'write_customers',
          'write_inventory',
          'read_locations',
        ]
      : [...grant]
  return {
    id: 'gid://shopify/AppInstallation/1',
    accessScopes: handles.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
    app: { id: 'gid://shopify/App/1', title: 'Patchbay', handle: 'patchbay' },
  }
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
