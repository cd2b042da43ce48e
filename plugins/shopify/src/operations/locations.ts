import { Type } from '@patchbay/contract'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { Location } from '../records/location.ts'

const cache = { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' } as const

export const locations = group('locations', {
  list: search({
    title: 'List locations',
    description:
      'Warehouses, shops and other places that hold stock. Use the ids to read inventory.items; most shops have only a few.',
    scopes: ['read_locations'],
    connection: 'locations',
    item: Location,
    more: {
      includeInactive: {
        type: 'Boolean',
        schema: Type.Optional(
          Type.Boolean({ default: false, description: 'Also those that are switched off.' }),
        ),
      },
      includeLegacy: {
        type: 'Boolean',
        schema: Type.Optional(
          Type.Boolean({
            default: false,
            description: 'Also those of fulfillment services of the old kind.',
          }),
        ),
      },
    },
    cache,
    examples: [{ title: 'The first active location', input: { limit: 1 } }],
  }),
  get: get({
    title: 'Get a location',
    description: 'One place that holds stock, by its id. For all of them use locations.list.',
    scopes: ['read_locations'],
    root: 'location',
    type: 'Location',
    thing: 'location',
    record: Location,
    cache,
    examples: [{ title: 'By id', input: { id: 'gid://shopify/Location/7700000001002' } }],
  }),
})
