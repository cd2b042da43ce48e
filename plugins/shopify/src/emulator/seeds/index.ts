import { nothingDelivered } from '../deliveries.ts'
import { noTokens } from '../oauth/issued-tokens.ts'
import { addRow, gidOf, type Row, type ShopState } from '../state.ts'
import { bulkSeeds } from './bulk.ts'
import { catalogueSeeds, fillCollections } from './catalogue.ts'
import { contentSeeds } from './content.ts'
import { seedCustomers } from './customers.ts'
import { marketingSeeds } from './marketing.ts'
import { seedOrders } from './orders.ts'
import { seedProducts } from './products.ts'
import { seedReturns } from './returns.ts'
import { salesSeeds } from './sales.ts'
import { shippingSeeds } from './shipping.ts'
import { addSeeds } from './seed.ts'

/** What the shop has beside products, orders and customers. */
const seeds = [...catalogueSeeds, ...contentSeeds, ...marketingSeeds, ...salesSeeds, ...shippingSeeds]

/** The shop that the emulator stands for: outdoor goods, sold in euros from Berlin. */
export const shopDomain = 'fernweh-outdoor.myshopify.com'

/** The same data at every call. */
export function seedShop(now = 0): ShopState {
  const [berlin, hamburg, ...others] = seedLocations()
  const stocked = [berlin, hamburg].filter((location) => location !== undefined)
  const locations = [...stocked, ...others]
  const { products, variants, inventoryItems } = seedProducts(stocked)
  const customers = seedCustomers()
  const orders = seedOrders(customers, variants)
  const shop = seedShopRow()
  const state: ShopState = {
    shop,
    tables: new Map(),
    byId: new Map([[shop.id, shop]]),
    buckets: new Map(),
    keyed: new Map(),
    files: new Map(),
    issued: noTokens(),
    requests: 0,
    minted: 0,
    ...nothingDelivered(),
  }
  const levels = inventoryItems.flatMap((item) => item['inventoryLevels'] as Row[])
  for (const row of [products, variants, inventoryItems, levels, locations, customers, orders].flat()) {
    addRow(state, row)
  }
  addSeeds(state, [...seeds, ...bulkSeeds(now)])
  fillCollections(state)
  seedReturns(state)
  return state
}

function seedShopRow(): Row {
  return {
    __typename: 'Shop',
    id: gidOf('Shop', 70_000_001_001),
    name: 'Fernweh Outdoor',
    email: 'owner@fernweh-outdoor.example',
    contactEmail: 'hello@fernweh-outdoor.example',
    myshopifyDomain: shopDomain,
    primaryDomain: {
      __typename: 'Domain',
      id: gidOf('Domain', 90_000_001_001),
      host: 'fernweh-outdoor.example',
      url: 'https://fernweh-outdoor.example',
      sslEnabled: true,
    },
    url: 'https://fernweh-outdoor.example',
    shopOwnerName: 'Mara Lindqvist',
    currencyCode: 'EUR',
    enabledPresentmentCurrencies: ['EUR'],
    ianaTimezone: 'Europe/Berlin',
    timezoneOffsetMinutes: 60,
    weightUnit: 'KILOGRAMS',
    unitSystem: 'METRIC_SYSTEM',
    taxesIncluded: true,
    taxShipping: true,
    setupRequired: false,
    plan: { publicDisplayName: 'Basic', displayName: 'Basic', partnerDevelopment: false, shopifyPlus: false },
    shopAddress: {
      city: 'Berlin',
      zip: '10115',
      country: 'Germany',
      countryCodeV2: 'DE',
      address1: 'Lindenweg 1',
    },
    fulfillmentServices: [
      {
        __typename: 'FulfillmentService',
        id: gidOf('FulfillmentService', 4_350_000_001_001),
        handle: 'manual',
        serviceName: 'Manual',
        type: 'MANUAL',
        trackingSupport: false,
        inventoryManagement: false,
        location: {
          __typename: 'Location',
          id: gidOf('Location', 7_700_000_001_001),
          name: 'Berlin Warehouse',
        },
      },
    ],
    createdAt: '2026-01-02T08:00:00Z',
    updatedAt: '2026-10-30T16:20:00Z',
  }
}

function seedLocations(): Row[] {
  const location = (
    index: number,
    name: string,
    isActive: boolean,
    address: Readonly<Record<string, string>>,
  ): Row => ({
    __typename: 'Location',
    id: gidOf('Location', 7_700_000_001_001 + index),
    name,
    isActive,
    isPrimary: index === 0,
    fulfillsOnlineOrders: isActive,
    shipsInventory: isActive && index === 0,
    isFulfillmentService: false,
    address: { province: null, ...address },
    inventoryLevels: [],
    createdAt: '2026-01-02T08:00:00Z',
    updatedAt: '2026-09-14T10:00:00Z',
  })
  return [
    location(0, 'Berlin Warehouse', true, {
      address1: 'Lindenweg 1',
      city: 'Berlin',
      zip: '10115',
      country: 'Germany',
      countryCode: 'DE',
    }),
    location(1, 'Hamburg Store', true, {
      address1: 'Am Kai 12',
      city: 'Hamburg',
      zip: '20095',
      country: 'Germany',
      countryCode: 'DE',
    }),
    location(2, 'Oslo Depot', false, {
      address1: 'Havnegata 3',
      city: 'Oslo',
      zip: '0150',
      country: 'Norway',
      countryCode: 'NO',
    }),
  ]
}
