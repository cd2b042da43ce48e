import { money } from '../state.ts'
import type { Seed } from './seed.ts'

const germany = {
  id: 'gid://shopify/DeliveryCountry/1',
  name: 'Germany',
  code: { countryCode: 'DE', restOfWorld: false },
}
const world = {
  id: 'gid://shopify/DeliveryCountry/2',
  name: 'World',
  code: { countryCode: null, restOfWorld: true },
}

const method = (number: number, name: string, cents: number) => ({
  id: `gid://shopify/DeliveryMethodDefinition/${number}`,
  name,
  active: true,
  rateProvider: { __typename: 'DeliveryRateDefinition', price: money(cents) },
})

/** How the shop sends, who pays it out, and who buys on terms of their own. */
export const shippingSeeds: readonly Seed[] = [
  {
    type: 'DeliveryProfile',
    after: 4_400_000_001_000,
    rows: [
      {
        name: 'General profile',
        default: true,
        profileLocationGroups: [
          {
            locationGroup: { id: 'gid://shopify/DeliveryLocationGroup/4410000001001' },
            locationGroupZones: [
              {
                zone: {
                  id: 'gid://shopify/DeliveryZone/4420000001001',
                  name: 'Germany',
                  countries: [germany],
                },
                methodDefinitions: [
                  method(4_430_000_001_001, 'Standard', 490),
                  method(4_430_000_001_002, 'Express', 990),
                ],
              },
              {
                zone: { id: 'gid://shopify/DeliveryZone/4420000001002', name: 'World', countries: [world] },
                methodDefinitions: [method(4_430_000_001_003, 'Standard', 1_490)],
              },
            ],
          },
        ],
      },
    ],
  },
  {
    type: 'DeliveryCarrierService',
    after: 4_450_000_001_000,
    rows: [
      {
        name: 'DHL',
        formattedName: 'DHL (rates from DHL)',
        active: true,
        callbackUrl: 'https://rates.example/dhl',
        supportsServiceDiscovery: true,
      },
    ],
  },
  {
    type: 'ShopifyPaymentsPayout',
    after: 4_600_000_001_000,
    rows: [
      {
        issuedAt: '2026-10-29T00:00:00Z',
        status: 'PAID',
        transactionType: 'DEPOSIT',
        net: money(94_210),
        summary: {
          chargesGross: money(99_400),
          chargesFee: money(1_690),
          refundsFeeGross: money(3_500),
          adjustmentsGross: money(0),
        },
      },
    ],
  },
  {
    type: 'SubscriptionContract',
    after: 4_700_000_001_000,
    rows: [
      {
        status: 'ACTIVE',
        customer: {
          __typename: 'Customer',
          id: 'gid://shopify/Customer/6900000001003',
          displayName: 'Clara Acker',
        },
        currencyCode: 'EUR',
        nextBillingDate: '2026-12-01T08:00:00Z',
        billingPolicy: { interval: 'MONTH', intervalCount: 1, anchors: [] },
        lastPaymentStatus: 'SUCCEEDED',
      },
    ],
  },
  {
    type: 'Company',
    after: 4_800_000_001_000,
    rows: [
      {
        name: 'Bergwacht Supply',
        externalId: '4711',
        customerSince: '2026-03-01T00:00:00Z',
        locationsCount: { count: 2, precision: 'EXACT' },
        contactsCount: { count: 1, precision: 'EXACT' },
        totalSpent: money(420_000),
      },
    ],
  },
]
