import { flag, id, none, number, time, valuesAt, word, words, type Filter } from './filters.ts'
import { numberIn, type Row } from './state.ts'

/** How one type of row is searched and sorted. */
export interface Collection {
  /** Words without a field. */
  readonly anywhere: Filter
  readonly filters: Readonly<Record<string, Filter>>
  /** Filters that Shopify has and the seeded data cannot answer. */
  readonly beyond: readonly string[]
  readonly sorts: Readonly<Record<string, (row: Row) => string | number>>
}

const by =
  (path: string) =>
  (row: Row): string | number => {
    const [value] = valuesAt(row, path)
    return typeof value === 'number' ? value : typeof value === 'string' ? value.toLowerCase() : ''
  }
const byNumber = (path: string) => (row: Row) => Number(valuesAt(row, path)[0] ?? 0)
const byId = (row: Row): number => numberIn(row.id)
const names = (text: string): string[] => text.split(' ')

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

export const collections: Readonly<Record<string, Collection>> = {
  Product: {
    anywhere: words('title', 'vendor', 'productType', 'tags', 'variants.sku'),
    filters: {
      barcode: word('variants.barcode'),
      created_at: time('createdAt'),
      gift_card: flag('isGiftCard'),
      handle: word('handle'),
      has_only_default_variant: flag('hasOnlyDefaultVariant'),
      id: id('id'),
      inventory_total: number('totalInventory'),
      price: number('variants.price'),
      product_type: word('productType'),
      published_at: time('publishedAt'),
      sku: word('variants.sku'),
      status: word('status'),
      tag: word('tags'),
      tag_not: none(word('tags')),
      title: words('title'),
      tracks_inventory: flag('tracksInventory'),
      updated_at: time('updatedAt'),
      variant_id: id('variants.id'),
      variant_title: words('variants.title'),
      vendor: word('vendor'),
    },
    beyond: names(
      'bundles category_id collection_id combined_listing_role delivery_profile_id error_feedback has_only_composites has_variant_with_components is_price_reduced out_of_stock_somewhere product_configuration_owner product_publication_status publication_ids publishable_status published_status',
    ),
    sorts: {
      CREATED_AT: by('createdAt'),
      ID: byId,
      INVENTORY_TOTAL: by('totalInventory'),
      PRODUCT_TYPE: by('productType'),
      PUBLISHED_AT: by('publishedAt'),
      RELEVANCE: byId,
      TITLE: by('title'),
      UPDATED_AT: by('updatedAt'),
      VENDOR: by('vendor'),
    },
  },
  ProductVariant: {
    anywhere: words('title', 'sku', 'product.title', 'product.vendor'),
    filters: {
      barcode: word('barcode'),
      id: id('id'),
      inventory_quantity: number('inventoryQuantity'),
      managed: flag('inventoryItem.tracked'),
      product_id: id('product.id'),
      product_status: word('product.status'),
      product_type: word('product.productType'),
      sku: word('sku'),
      tag: word('product.tags'),
      tag_not: none(word('product.tags')),
      taxable: flag('taxable'),
      title: words('title'),
      updated_at: time('updatedAt'),
      vendor: word('product.vendor'),
    },
    beyond: names(
      'collection delivery_profile_id exclude_composite exclude_variants_with_components gift_card location_id managed_by option1 option2 option3 product_ids product_publication_status publishable_status published_status requires_components',
    ),
    sorts: {
      ID: byId,
      INVENTORY_QUANTITY: by('inventoryQuantity'),
      POSITION: by('position'),
      SKU: by('sku'),
      TITLE: by('title'),
    },
  },
  InventoryItem: {
    anywhere: words('sku'),
    filters: { created_at: time('createdAt'), id: id('id'), sku: word('sku'), updated_at: time('updatedAt') },
    beyond: [],
    sorts: { ID: byId },
  },
  Location: {
    anywhere: words('name', 'address.city', 'address.country'),
    filters: {
      active: flag('isActive'),
      address1: words('address.address1'),
      city: word('address.city'),
      country: word('address.country'),
      created_at: time('createdAt'),
      id: id('id'),
      location_id: id('id'),
      name: words('name'),
      province: word('address.province'),
      zip: word('address.zip'),
    },
    beyond: names('address2 geolocated legacy pickup_in_store'),
    sorts: { ID: byId, NAME: by('name'), RELEVANCE: byId },
  },
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
    sorts: {
      CREATED_AT: by('createdAt'),
      ID: byId,
      LOCATION: by('defaultAddress.city'),
      NAME: by('lastName'),
      RELEVANCE: byId,
      UPDATED_AT: by('updatedAt'),
    },
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
}
