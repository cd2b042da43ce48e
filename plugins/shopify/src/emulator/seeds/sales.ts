import { times, type Seed } from './seed.ts'
import { money, moneyBag } from '../state.ts'

/** Draft orders, abandoned checkouts and payments. */
export const salesSeeds: readonly Seed[] = [
  {
    type: 'DraftOrder',
    after: 3_300_000_001_000,
    rows: [
      {
        name: '#D1',
        status: 'OPEN',
        ready: true,
        email: 'clara.acker@example.com',
        tags: ['repair'],
        invoiceUrl: 'https://fernweh.example/invoices/3300000001001',
        totalPriceSet: moneyBag(4_500),
        subtotalPriceSet: moneyBag(4_500),
        totalTaxSet: moneyBag(718),
        totalShippingPriceSet: moneyBag(0),
        totalDiscountsSet: moneyBag(0),
        lineItems: [
          {
            id: 'gid://shopify/DraftOrderLineItem/3400000001001',
            title: 'Repair of a zip',
            quantity: 1,
            custom: true,
            originalUnitPriceSet: moneyBag(4_500),
            originalTotalSet: moneyBag(4_500),
            discountedTotalSet: moneyBag(4_500),
          },
        ],
      },
    ],
  },
  {
    type: 'AbandonedCheckout',
    after: 2_900_000_001_000,
    rows: [
      {
        name: '#2900000001001',
        abandonedCheckoutUrl: 'https://fernweh.example/checkouts/2900000001001/recover',
        discountCodes: [],
        totalPriceSet: moneyBag(5_690),
        lineItems: [{ title: 'Meadow Gloves', sku: 'MEA-GLO-0094', quantity: 1 }],
      },
    ],
  },
  {
    type: 'TenderTransaction',
    after: 4_200_000_001_000,
    rows: [
      { amount: money(32_100), paymentMethod: 'credit_card', processedAt: times.createdAt, test: false },
    ],
  },
  {
    type: 'ShopifyPaymentsDispute',
    after: 1_500_000_001_000,
    rows: [
      {
        status: 'NEEDS_RESPONSE',
        type: 'CHARGEBACK',
        amount: money(4_090),
        reasonDetails: { reason: 'PRODUCT_NOT_RECEIVED', networkReasonCode: '13.1' },
        initiatedAt: times.updatedAt,
        evidenceDueBy: '2026-06-11T12:00:00Z',
      },
    ],
  },
]
