import { flag, id, time, word, words } from '../filters.ts'
import { by, byId, byNumber, names, type Collection } from './collection.ts'

export const shippingCollections = {
  ReturnReasonDefinition: {
    anywhere: words('name'),
    filters: { handle: word('handle'), id: id('id'), name: words('name') },
    beyond: [],
    sorts: { HANDLE: by('handle'), ID: byId, NAME: by('name') },
  },
  FulfillmentOrder: {
    anywhere: words('orderName'),
    filters: {
      assigned_location_id: id('assignedLocation.location.id'),
      id: id('id'),
      status: word('status'),
      updated_at: time('updatedAt'),
    },
    beyond: [],
    sorts: { ID: byId, UPDATED_AT: by('updatedAt') },
  },
  DeliveryCarrierService: {
    anywhere: words('name'),
    filters: { active: flag('active'), id: id('id') },
    beyond: [],
    sorts: { CREATED_AT: by('createdAt'), ID: byId, UPDATED_AT: by('updatedAt') },
  },
  ShopifyPaymentsPayout: {
    anywhere: words('status'),
    filters: { id: id('id'), issued_at: time('issuedAt'), status: word('status') },
    beyond: names('adjustments advances amount charges currency ledger_type payout_type'),
    sorts: { AMOUNT: byNumber('net.amount'), ID: byId, ISSUED_AT: by('issuedAt'), STATUS: by('status') },
  },
  SubscriptionContract: {
    anywhere: words('status'),
    filters: {
      created_at: time('createdAt'),
      customer_id: id('customer.id'),
      id: id('id'),
      status: word('status'),
      updated_at: time('updatedAt'),
    },
    beyond: names('last_billing_attempt_error_type product_id product_variant_id'),
    sorts: { CREATED_AT: by('createdAt'), ID: byId, STATUS: by('status'), UPDATED_AT: by('updatedAt') },
  },
  Company: {
    anywhere: words('name'),
    filters: {
      created_at: time('createdAt'),
      external_id: word('externalId'),
      id: id('id'),
      name: words('name'),
      since_date: time('customerSince'),
      updated_at: time('updatedAt'),
    },
    beyond: names('active_customers_count ordering_status'),
    sorts: {
      CREATED_AT: by('createdAt'),
      ID: byId,
      NAME: by('name'),
      TOTAL_SPENT: byNumber('totalSpent.amount'),
      UPDATED_AT: by('updatedAt'),
    },
  },
} satisfies Record<string, Collection>
