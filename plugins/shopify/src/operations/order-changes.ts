import { Type } from '@patchbay/contract'
import { mutation } from '../building/mutation.ts'
import { gid, oneOf } from '../fields.ts'
import { Address } from '../inputs/address.ts'
import { amount } from '../inputs/refund.ts'
import { jobId } from '../records/collection.ts'
import { Transaction } from '../records/order-transaction.ts'
import { Order } from '../records/order.ts'
import { at, record } from '../shape/record.ts'

const scopes = ['write_orders']
const id = gid('Order')
const transactionId = gid('OrderTransaction', 'A successful authorization; orders.transactions names it.')
const text = (description: string) => Type.Optional(Type.String({ maxLength: 255, description }))

/** The operations of `orders` that change something. */
export const orderChanges = {
  update: mutation({
    title: 'Update an order',
    description:
      'Sets the given fields of an order and leaves the others. Tags and attributes are replaced as a whole; tags.add keeps the others. Its items are not changed by this.',
    effect: 'idempotent',
    scopes,
    root: 'orderUpdate',
    takes: { input: 'OrderInput!' },
    input: Type.Object({
      id,
      email: text('Email address for messages about the order.'),
      phone: text('Phone number for messages about the order.'),
      note: Type.Optional(Type.String({ maxLength: 5_000, description: 'For the staff.' })),
      poNumber: text('The number of the purchase order of the customer.'),
      tags: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
          maxItems: 250,
          description: 'All tags that it has from now on.',
        }),
      ),
      customAttributes: Type.Optional(
        Type.Array(
          Type.Object({
            key: Type.String({ minLength: 1, maxLength: 255 }),
            value: Type.String({ maxLength: 5_000 }),
          }),
          { maxItems: 100, description: 'All additional details that it has from now on.' },
        ),
      ),
      shippingAddress: Type.Optional(Address),
    }),
    answer: at('order?', Order),
    hasCodes: false,
    examples: [
      { title: 'A note', input: { id: 'gid://shopify/Order/5500000001003', note: 'Call before delivery.' } },
    ],
  }),
  cancel: mutation({
    title: 'Cancel an order',
    description:
      'Cancels an order for good, if nothing of it is on its way or came back. Shopify does it in the background; orders.get shows `cancelledAt` when it is done.',
    effect: 'destructive',
    scopes,
    root: 'orderCancel',
    takes: {
      orderId: 'ID!',
      reason: 'OrderCancelReason!',
      restock: 'Boolean!',
      refundMethod: 'OrderCancelRefundMethodInput',
      notifyCustomer: 'Boolean',
      staffNote: 'String',
    },
    input: Type.Object({
      id,
      reason: oneOf(['CUSTOMER', 'DECLINED', 'FRAUD', 'INVENTORY', 'OTHER', 'STAFF'], 'Why.'),
      restock: Type.Boolean({ description: 'Whether its items are in stock again.' }),
      refund: Type.Optional(
        Type.Boolean({ description: 'Whether everything is paid back as it was paid. Default: nothing is.' }),
      ),
      notifyCustomer: Type.Optional(Type.Boolean({ description: 'Whether the customer gets an email.' })),
      staffNote: text('For the staff; the customer does not see it.'),
    }),
    places: { id: '$orderId', refund: '$refundMethod.originalPaymentMethodsRefund' },
    answer: record({ jobId }),
    errors: 'orderCancelUserErrors',
    invalidates: ['orders', 'inventory', 'variants', 'products'],
    examples: [
      {
        title: 'At the wish of the customer',
        input: { id: 'gid://shopify/Order/5500000001005', reason: 'CUSTOMER', restock: true },
      },
    ],
  }),
  close: mutation({
    title: 'Close an order',
    description: 'Archives an order: there is nothing left to do for it. orders.open takes that back.',
    effect: 'idempotent',
    scopes,
    root: 'orderClose',
    takes: { input: 'OrderCloseInput!' },
    input: Type.Object({ id }),
    answer: at('order?', Order),
    hasCodes: false,
    examples: [{ title: 'By id', input: { id: 'gid://shopify/Order/5500000001027' } }],
  }),
  open: mutation({
    title: 'Open an order again',
    description: 'Takes a closed order out of the archive. A cancelled order stays cancelled.',
    effect: 'idempotent',
    scopes,
    root: 'orderOpen',
    takes: { input: 'OrderOpenInput!' },
    input: Type.Object({ id }),
    answer: at('order?', Order),
    hasCodes: false,
    examples: [{ title: 'By id', input: { id: 'gid://shopify/Order/5500000001012' } }],
  }),
  mark_as_paid: mutation({
    title: 'Mark an order as paid',
    description:
      'Notes that all that is outstanding was paid outside of Shopify, such as by bank transfer. No payment is taken.',
    effect: 'write',
    scopes,
    root: 'orderMarkAsPaid',
    takes: { input: 'OrderMarkAsPaidInput!' },
    input: Type.Object({ id }),
    answer: at('order?', Order),
    hasCodes: false,
    examples: [{ title: 'By id', input: { id: 'gid://shopify/Order/5500000001016' } }],
  }),
  capture: mutation({
    title: 'Capture a payment',
    description:
      'Takes an amount of a payment that was authorized. Not every gateway takes more than one, or less than all.',
    effect: 'write',
    scopes,
    root: 'orderCapture',
    takes: { input: 'OrderCaptureInput!' },
    input: Type.Object({
      id,
      transactionId,
      amount: amount('How much is taken.'),
      currency: Type.Optional(
        Type.String({
          pattern: '^[A-Z]{3}$',
          description: 'ISO 4217 code: that of the customer, for orders in more than one currency.',
        }),
      ),
      finalCapture: Type.Optional(
        Type.Boolean({ description: 'Whether nothing more will be taken, so that the rest is released.' }),
      ),
    }),
    places: { transactionId: 'parentTransactionId' },
    answer: at('transaction?', Transaction),
    hasCodes: false,
    examples: [
      {
        title: 'A part of it',
        input: {
          id: 'gid://shopify/Order/5500000001060',
          transactionId: 'gid://shopify/OrderTransaction/6600000001119',
          amount: '10.00',
        },
      },
    ],
  }),
  void_transaction: mutation({
    title: 'Void an authorization',
    description: 'Releases a payment that was authorized, so that none of it can be taken any more.',
    effect: 'destructive',
    scopes,
    root: 'transactionVoid',
    takes: { parentTransactionId: 'ID!' },
    input: Type.Object({ transactionId }),
    places: { transactionId: '$parentTransactionId' },
    answer: at('transaction?', Transaction),
    examples: [{ title: 'By id', input: { transactionId: 'gid://shopify/OrderTransaction/6600000001141' } }],
  }),
  set_customer: mutation({
    title: 'Set the customer of an order',
    description: 'Makes an order that of another customer.',
    effect: 'idempotent',
    scopes,
    root: 'orderCustomerSet',
    takes: { orderId: 'ID!', customerId: 'ID!' },
    input: Type.Object({ id, customerId: gid('Customer') }),
    places: { id: '$orderId' },
    answer: at('order?', Order),
    invalidates: ['orders', 'customers'],
    examples: [
      {
        title: 'By id',
        input: {
          id: 'gid://shopify/Order/5500000001038',
          customerId: 'gid://shopify/Customer/6900000001001',
        },
      },
    ],
  }),
  delete: mutation({
    title: 'Delete an order',
    description:
      'Deletes an order for good. Shopify only deletes some, such as cancelled ones that nothing was paid for; to call one off use orders.cancel.',
    effect: 'destructive',
    scopes,
    root: 'orderDelete',
    takes: { orderId: 'ID!' },
    input: Type.Object({ id }),
    places: { id: '$orderId' },
    answer: record({ id: at('deletedId?', Type.String()) }),
    invalidates: ['orders', 'customers'],
    examples: [{ title: 'A cancelled one', input: { id: 'gid://shopify/Order/5500000001008' } }],
  }),
}
