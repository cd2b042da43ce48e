import { flag, id, none, number, time, word, words, type Filter } from '../filters.ts'
import { by, byId, byNumber, names, type Collection } from './collection.ts'

/** An order is open, closed or cancelled, and its fulfillment has more than one name. */
const orderStatus: Filter = (row, { value }) => {
  const cancelled = row['cancelledAt'] !== null
  const closed = row['closedAt'] !== null
  const statuses: Readonly<Record<string, boolean>> = {
    open: !closed && !cancelled,
    closed,
    cancelled,
    not_closed: !closed,
  }
  return statuses[value.toLowerCase()] ?? false
}
const fulfillmentNames: Readonly<Record<string, readonly string[]>> = {
  shipped: ['FULFILLED'],
  fulfilled: ['FULFILLED'],
  partial: ['PARTIALLY_FULFILLED'],
  unshipped: ['UNFULFILLED'],
  unfulfilled: ['UNFULFILLED', 'PARTIALLY_FULFILLED'],
  on_hold: ['ON_HOLD'],
  scheduled: ['SCHEDULED'],
  request_declined: ['REQUEST_DECLINED'],
}

/** Who buys, and what. */
export const salesCollections = {
  Customer: {
    anywhere: words('displayName', 'email', 'defaultAddress.city', 'defaultAddress.country', 'phone'),
    filters: {
      accepts_marketing: flag('acceptsMarketing'),
      country: word('defaultAddress.country'),
      customer_date: time('createdAt'),
      email: word('email'),
      first_name: word('firstName'),
      id: id('id'),
      last_name: word('lastName'),
      order_date: time('orders.processedAt'),
      orders_count: number('numberOfOrders'),
      phone: word('phone'),
      state: word('state'),
      tag: word('tags'),
      tag_not: none(word('tags')),
      total_spent: number('amountSpent.amount'),
      updated_at: time('updatedAt'),
    },
    beyond: names('last_abandoned_order_date'),
    counted: { created_at: time('createdAt'), id: id('id'), updated_at: time('updatedAt') },
    sorts: {
      CREATED_AT: by('createdAt'),
      ID: byId,
      LOCATION: by('defaultAddress.city'),
      NAME: by('lastName'),
      RELEVANCE: byId,
      UPDATED_AT: by('updatedAt'),
    },
  },
  DraftOrder: {
    anywhere: words('name', 'email', 'customer.displayName', 'note2'),
    filters: {
      created_at: time('createdAt'),
      customer_id: id('customer.id'),
      id: id('id'),
      status: word('status'),
      tag: word('tags'),
      updated_at: time('updatedAt'),
    },
    beyond: names('source'),
    sorts: {
      CUSTOMER_NAME: by('customer.displayName'),
      NUMBER: byId,
      TOTAL_PRICE: byNumber('totalPriceSet.shopMoney.amount'),
    },
  },
  GiftCard: {
    anywhere: words('lastCharacters', 'customer.displayName'),
    filters: {
      created_at: time('createdAt'),
      customer_id: id('customer.id'),
      id: id('id'),
      status: (row, { value }) => (value.toLowerCase() === 'enabled') === (row['enabled'] === true),
    },
    beyond: names('balance_status expires_on initial_value recipient_id source'),
    sorts: {
      BALANCE: byNumber('balance.amount'),
      CUSTOMER_NAME: by('customer.displayName'),
      INITIAL_VALUE: byNumber('initialValue.amount'),
    },
  },
  ShopifyPaymentsDispute: {
    anywhere: words('status'),
    filters: { id: id('id'), initiated_at: time('initiatedAt'), status: word('status') },
    beyond: [],
    sorts: {},
  },
  TenderTransaction: {
    anywhere: words('paymentMethod'),
    filters: { id: id('id'), processed_at: time('processedAt'), test: flag('test') },
    beyond: names('point_of_sale_device_id'),
    sorts: {},
  },
  Order: {
    anywhere: words('name', 'email', 'customer.displayName', 'lineItems.title', 'lineItems.sku', 'tags'),
    filters: {
      created_at: time('createdAt'),
      current_total_price: number('currentTotalPriceSet.shopMoney.amount'),
      customer_id: id('customer.id'),
      discount_code: word('discountCodes'),
      email: word('email'),
      financial_status: word('displayFinancialStatus'),
      fulfillment_status: (row, { value }) =>
        fulfillmentNames[value.toLowerCase()]?.includes(String(row['displayFulfillmentStatus'])) ?? false,
      gateway: word('paymentGatewayNames'),
      id: id('id'),
      name: words('name'),
      processed_at: time('processedAt'),
      return_status: word('returnStatus'),
      sku: word('lineItems.sku'),
      source_name: word('sourceName'),
      status: orderStatus,
      subtotal_line_items_quantity: number('subtotalLineItemsQuantity'),
      tag: word('tags'),
      tag_not: none(word('tags')),
      test: flag('test'),
      updated_at: time('updatedAt'),
    },
    beyond: names(
      'cart_token channel channel_id chargeback_status checkout_token confirmation_number credit_card_last4 delivery_method fraud_protection_level fulfillment_location_id location_id payment_id payment_provider_id po_number reference_location_id risk_level sales_channel source_identifier total_weight',
    ),
    sorts: {
      CREATED_AT: by('createdAt'),
      CURRENT_TOTAL_PRICE: byNumber('currentTotalPriceSet.shopMoney.amount'),
      CUSTOMER_NAME: by('customer.displayName'),
      FINANCIAL_STATUS: by('displayFinancialStatus'),
      FULFILLMENT_STATUS: by('displayFulfillmentStatus'),
      ID: byId,
      ORDER_NUMBER: by('number'),
      PROCESSED_AT: by('processedAt'),
      RELEVANCE: byId,
      TOTAL_ITEMS_QUANTITY: by('subtotalLineItemsQuantity'),
      TOTAL_PRICE: byNumber('totalPriceSet.shopMoney.amount'),
      UPDATED_AT: by('updatedAt'),
    },
  },
} satisfies Record<string, Collection>
