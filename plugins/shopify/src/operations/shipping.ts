import { flag } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { all } from '../building/whole.ts'
import { CarrierService, FulfillmentService, ShippingProfile } from '../records/shipping.ts'

export const shipping = group('shipping', {
  profiles: search({
    title: 'List shipping profiles',
    description:
      'Where to and for how much the shop sends products, a page at a time. It is dear: ask for few, and seldom.',
    scopes: ['read_shipping'],
    connection: 'deliveryProfiles',
    item: ShippingProfile,
    limit: { default: 5, maximum: 20 },
    cache: { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' },
    examples: [{ title: 'All', input: {} }],
  }),
})

export const carrierServices = group('carrier-services', {
  list: search({
    title: 'List carrier services',
    description: 'Who works out rates of shipping at the checkout, a page at a time.',
    scopes: ['read_shipping'],
    connection: 'carrierServices',
    item: CarrierService,
    filters: { active: flag('active', 'Only those in use, or only those not in use.') },
    sorting: {
      type: 'CarrierServiceSortKeys',
      keys: ['CREATED_AT', 'ID', 'UPDATED_AT'],
      by: 'ID',
      reverse: false,
    },
    examples: [{ title: 'In use', input: { active: true } }],
  }),
})

export const fulfillmentServices = group('fulfillment-services', {
  list: all({
    title: 'List fulfillment services',
    description: 'Who sends goods out for the shop, and from which location.',
    scopes: ['read_fulfillments', 'read_locations'],
    at: 'shop.fulfillmentServices',
    item: FulfillmentService,
    cache: { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' },
    example: 'All',
  }),
})
