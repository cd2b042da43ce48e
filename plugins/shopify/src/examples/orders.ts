import type { Static } from '@patchbay/contract'
import type { OrderDetails } from '../records/order-details.ts'
import type { Order } from '../records/order.ts'

// What the emulator answers: the examples of the operations show it, and a test compares the two.

export const exampleOrder: Static<typeof Order> = {
  id: 'gid://shopify/Order/5500000001300',
  name: '#1300',
  createdAt: '2026-10-30T09:53:00Z',
  updatedAt: '2026-11-02T10:53:00Z',
  processedAt: '2026-10-30T09:53:00Z',
  closedAt: null,
  cancelledAt: null,
  cancelReason: null,
  test: false,
  email: 'hugo.fontaine@example.com',
  phone: null,
  note: null,
  tags: [],
  sourceName: 'web',
  financialStatus: 'PAID',
  fulfillmentStatus: 'PARTIALLY_FULFILLED',
  returnStatus: 'NO_RETURN',
  itemCount: 1,
  total: {
    amount: '40.9',
    currency: 'EUR',
  },
  currentTotal: {
    amount: '40.9',
    currency: 'EUR',
  },
  subtotal: {
    amount: '36.0',
    currency: 'EUR',
  },
  tax: {
    amount: '6.53',
    currency: 'EUR',
  },
  shipping: {
    amount: '4.9',
    currency: 'EUR',
  },
  discounts: {
    amount: '4.0',
    currency: 'EUR',
  },
  refunded: {
    amount: '0.0',
    currency: 'EUR',
  },
  outstanding: {
    amount: '0.0',
    currency: 'EUR',
  },
  customerId: 'gid://shopify/Customer/6900000001058',
  customerName: 'Hugo Fontaine',
  shippingCity: 'Hamburg',
  shippingCountry: 'DE',
}

export const exampleOrderDetails: Static<typeof OrderDetails> = {
  id: 'gid://shopify/Order/5500000001003',
  name: '#1003',
  createdAt: '2026-03-03T06:38:00Z',
  updatedAt: '2026-03-04T08:38:00Z',
  processedAt: '2026-03-03T06:38:00Z',
  closedAt: '2026-03-04T08:38:00Z',
  cancelledAt: null,
  cancelReason: null,
  test: false,
  email: 'ada.dahl@example.com',
  phone: null,
  note: null,
  tags: [],
  sourceName: 'web',
  financialStatus: 'PAID',
  fulfillmentStatus: 'FULFILLED',
  returnStatus: 'NO_RETURN',
  itemCount: 3,
  total: {
    amount: '321.0',
    currency: 'EUR',
  },
  currentTotal: {
    amount: '321.0',
    currency: 'EUR',
  },
  subtotal: {
    amount: '321.0',
    currency: 'EUR',
  },
  tax: {
    amount: '51.25',
    currency: 'EUR',
  },
  shipping: {
    amount: '0.0',
    currency: 'EUR',
  },
  discounts: {
    amount: '0.0',
    currency: 'EUR',
  },
  refunded: {
    amount: '0.0',
    currency: 'EUR',
  },
  outstanding: {
    amount: '0.0',
    currency: 'EUR',
  },
  customerId: 'gid://shopify/Customer/6900000001031',
  customerName: 'Ada Dahl',
  shippingCity: 'Hamburg',
  shippingCountry: 'DE',
  lineItems: [
    {
      id: 'gid://shopify/LineItem/9200000001021',
      title: 'Canyon Jacket',
      variantTitle: 'Rust / M',
      sku: 'CAN-JAC-0125',
      vendor: 'Halden Works',
      quantity: 1,
      currentQuantity: 1,
      productId: 'gid://shopify/Product/8100000001053',
      variantId: 'gid://shopify/ProductVariant/4600000001125',
      unitPrice: {
        amount: '240.0',
        currency: 'EUR',
      },
      discount: {
        amount: '0.0',
        currency: 'EUR',
      },
    },
    {
      id: 'gid://shopify/LineItem/9200000001022',
      title: 'Meadow Gloves',
      variantTitle: 'S',
      sku: 'MEA-GLO-0094',
      vendor: 'Alderbrook',
      quantity: 1,
      currentQuantity: 1,
      productId: 'gid://shopify/Product/8100000001040',
      variantId: 'gid://shopify/ProductVariant/4600000001094',
      unitPrice: {
        amount: '52.0',
        currency: 'EUR',
      },
      discount: {
        amount: '0.0',
        currency: 'EUR',
      },
    },
    {
      id: 'gid://shopify/LineItem/9200000001023',
      title: 'Falcon Hat',
      variantTitle: 'Sand',
      sku: 'FAL-HAT-0237',
      vendor: 'Pinewhistle',
      quantity: 1,
      currentQuantity: 1,
      productId: 'gid://shopify/Product/8100000001099',
      variantId: 'gid://shopify/ProductVariant/4600000001237',
      unitPrice: {
        amount: '29.0',
        currency: 'EUR',
      },
      discount: {
        amount: '0.0',
        currency: 'EUR',
      },
    },
  ],
  transactions: [
    {
      id: 'gid://shopify/OrderTransaction/6600000001005',
      kind: 'SALE',
      status: 'SUCCESS',
      gateway: 'shopify_payments',
      processedAt: '2026-03-03T06:38:00Z',
      amount: {
        amount: '321.0',
        currency: 'EUR',
      },
    },
  ],
  fulfillments: [
    {
      id: 'gid://shopify/Fulfillment/5900000001003',
      status: 'SUCCESS',
      displayStatus: 'DELIVERED',
      createdAt: '2026-03-03T19:38:00Z',
      deliveredAt: '2026-03-04T08:38:00Z',
      tracking: [
        {
          company: 'DHL',
          number: 'FW700002DE',
          url: 'https://tracking.example/FW700002DE',
        },
      ],
    },
  ],
}
