import { defineOperation, Type, type Static } from '@patchbay/contract'
import { exampleLocation } from '../examples/locations.ts'
import { NullableText, Timestamp } from '../fields.ts'
import { defineDocument } from '../graphql.ts'
import { askPage, itemsOf, pageInfoFields, pageOf, pagePoints, pagingInput } from '../paging.ts'
import { shopify } from '../vendor.ts'

const plain = {
  id: Type.String(),
  name: Type.String(),
  isActive: Type.Boolean(),
  fulfillsOnlineOrders: Type.Boolean(),
  shipsInventory: Type.Boolean(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
}

const address = { address1: NullableText, city: NullableText, province: NullableText, zip: NullableText }

/** A place that holds stock, as a flat record. */
const Location = Type.Object({ ...plain, ...address, country: NullableText })

const LocationNode = Type.Object({
  ...plain,
  address: Type.Object({ ...address, countryCode: NullableText }),
})

function toLocation({
  address: { countryCode, ...rest },
  ...location
}: Static<typeof LocationNode>): Static<typeof Location> {
  return { ...location, ...rest, country: countryCode }
}

const listLocations = defineDocument({
  text: `
query LocationsList($first: Int!, $after: String, $includeInactive: Boolean) {
  locations(first: $first, after: $after, includeInactive: $includeInactive) {
    nodes {
      id name isActive fulfillsOnlineOrders shipsInventory createdAt updatedAt
      address { address1 city province zip countryCode }
    }
    ${pageInfoFields}
  }
}`,
  data: Type.Object({ locations: pageOf(LocationNode) }),
})

export const list = defineOperation(shopify, {
  title: 'List locations',
  description:
    'Warehouses, shops and other places that hold stock. Use the ids to read inventory.items; most shops have only a few.',
  effect: 'read',
  scopes: ['read_locations'],
  input: Type.Object({
    includeInactive: Type.Optional(
      Type.Boolean({ default: false, description: 'Also those that are switched off.' }),
    ),
    ...pagingInput,
  }),
  output: itemsOf(Location),
  cost: { points: pagePoints(0) },
  cache: { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' },
  examples: [
    { title: 'The first active location', input: { limit: 1 }, output: { items: [exampleLocation] } },
  ],
  async run(context) {
    const { includeInactive } = context.input
    const locations = await askPage(context, listLocations, 'locations', { includeInactive })
    return { items: locations.map(toLocation) }
  },
})
