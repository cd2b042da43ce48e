import { Type } from '@patchbay/contract'
import { from, idOf, ownLanguage, text, exactly, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid } from '../fields.ts'
import { draftFields, draftInput, draftPlaces, lineItems } from '../inputs/draft-order.ts'
import { CalculatedDraftOrder, DraftOrder, DraftOrderDetails } from '../records/draft-order.ts'
import { at, record } from '../shape/record.ts'

const id = gid('DraftOrder')
const read = ['read_draft_orders']
const scopes = ['write_draft_orders']
const draft = 'gid://shopify/DraftOrder/3300000001001'
const tent = 'gid://shopify/ProductVariant/4600000001001'

export const draftOrders = group('draft-orders', {
  search: search({
    title: 'Search draft orders',
    description:
      'Draft orders that match all given filters, last changed first, a page at a time. For the lines of one use draft-orders.get.',
    scopes: read,
    connection: 'draftOrders',
    item: DraftOrder,
    filters: {
      text: text('Words that must occur in it: its number, its customer.'),
      status: word('status', ['OPEN', 'INVOICE_SENT', 'COMPLETED'], 'How far it is.'),
      customerId: idOf('customer_id', 'Customer', 'Draft orders for one customer.'),
      tag: exactly('tag', 'One tag that it has.'),
      createdSince: from('created_at', 'Only those made then or later.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('draft orders', 'source:erp'),
    },
    sorting: {
      type: 'DraftOrderSortKeys',
      keys: ['CUSTOMER_NAME', 'ID', 'NUMBER', 'STATUS', 'TOTAL_PRICE', 'UPDATED_AT'],
      by: 'UPDATED_AT',
      reverse: true,
    },
    examples: [{ title: 'Not completed', input: { status: 'OPEN', limit: 1 } }],
  }),
  get: get({
    title: 'Get a draft order',
    description: 'One draft order by id, with its lines. `limit` and `cursor` page through the lines.',
    scopes: read,
    root: 'draftOrder',
    type: 'DraftOrder',
    thing: 'draft order',
    record: DraftOrderDetails,
    examples: [{ title: 'By id', input: { id: draft } }],
  }),
  create: mutation({
    title: 'Create a draft order',
    description:
      'Prepares an order for a customer, of variants or of lines with a title and price of their own. draft-orders.send_invoice asks the customer to pay, draft-orders.complete makes it an order.',
    effect: 'write',
    scopes,
    root: 'draftOrderCreate',
    takes: { input: 'DraftOrderInput!' },
    input: Type.Object({ lineItems, ...draftFields }),
    places: draftPlaces,
    prepare: draftInput,
    answer: at('draftOrder?', DraftOrder),
    hasCodes: false,
    examples: [
      {
        title: 'Two of a variant, at a tenth less',
        input: {
          customerId: 'gid://shopify/Customer/6900000001001',
          lineItems: [{ variantId: tent, quantity: 2 }],
          discount: { valueType: 'PERCENTAGE', value: 10, title: 'Regular' },
        },
      },
    ],
  }),
  update: mutation({
    title: 'Update a draft order',
    description:
      'Sets the given fields of a draft order and leaves the others. Lines are replaced as a whole.',
    effect: 'idempotent',
    scopes,
    root: 'draftOrderUpdate',
    takes: { id: 'ID!', input: 'DraftOrderInput!' },
    input: Type.Object({ id, lineItems: Type.Optional(lineItems), ...draftFields }),
    places: draftPlaces,
    prepare: draftInput,
    answer: at('draftOrder?', DraftOrder),
    hasCodes: false,
    examples: [{ title: 'A note', input: { id: draft, note: 'Call before delivery.' } }],
  }),
  calculate: mutation({
    title: 'Calculate a draft order',
    description:
      'What a draft order would come to with tax, discounts and shipping, and how it could be sent. Keeps nothing.',
    effect: 'idempotent',
    scopes,
    root: 'draftOrderCalculate',
    takes: { input: 'DraftOrderInput!' },
    input: Type.Object({ lineItems, ...draftFields }),
    places: draftPlaces,
    prepare: draftInput,
    answer: at('calculatedDraftOrder?', CalculatedDraftOrder),
    hasCodes: false,
    examples: [{ title: 'Two of a variant', input: { lineItems: [{ variantId: tent, quantity: 2 }] } }],
  }),
  complete: mutation({
    title: 'Complete a draft order',
    description:
      'Makes a draft order an order, which is paid unless `paymentPending` says otherwise. The answer names the order.',
    effect: 'write',
    scopes,
    root: 'draftOrderComplete',
    takes: { id: 'ID!', paymentPending: 'Boolean', sourceName: 'String' },
    input: Type.Object({
      id,
      paymentPending: Type.Optional(
        Type.Boolean({ description: 'Whether it is yet to be paid. Default: it is marked as paid.' }),
      ),
      sourceName: Type.Optional(
        Type.String({ maxLength: 255, description: 'Where the order comes from, such as a channel.' }),
      ),
    }),
    answer: at('draftOrder?', DraftOrder),
    hasCodes: false,
    invalidates: ['draft-orders', 'orders', 'customers', 'inventory', 'variants', 'products'],
    examples: [{ title: 'To be paid later', input: { id: draft, paymentPending: true } }],
  }),
  send_invoice: mutation({
    title: 'Send the invoice of a draft order',
    description: 'Sends the customer an email with a link to pay a draft order.',
    effect: 'write',
    scopes,
    root: 'draftOrderInvoiceSend',
    takes: { id: 'ID!', email: 'EmailInput' },
    input: Type.Object({
      id,
      to: Type.Optional(Type.String({ maxLength: 255, description: 'Default: its email address.' })),
      subject: Type.Optional(Type.String({ maxLength: 255, description: 'Default: that of the shop.' })),
      message: Type.Optional(Type.String({ maxLength: 5_000, description: 'Beside the usual text.' })),
    }),
    places: { to: '$email.to', subject: '$email.subject', message: '$email.customMessage' },
    answer: at('draftOrder?', DraftOrder),
    hasCodes: false,
    examples: [{ title: 'With a word of thanks', input: { id: draft, message: 'Thank you!' } }],
  }),
  delete: mutation({
    title: 'Delete a draft order',
    description: 'Deletes a draft order for good. An order that it became stays.',
    effect: 'destructive',
    scopes,
    root: 'draftOrderDelete',
    takes: { input: 'DraftOrderDeleteInput!' },
    input: Type.Object({ id }),
    answer: record({ id: at('deletedId?', Type.String()) }),
    hasCodes: false,
    examples: [{ title: 'By id', input: { id: draft } }],
  }),
  from_order: mutation({
    title: 'Draft an order again',
    description: 'Prepares a draft order with the customer and the lines of an order.',
    effect: 'write',
    scopes,
    root: 'draftOrderCreateFromOrder',
    takes: { orderId: 'ID!' },
    input: Type.Object({ orderId: gid('Order') }),
    answer: at('draftOrder?', DraftOrder),
    hasCodes: false,
    examples: [{ title: 'By id', input: { orderId: 'gid://shopify/Order/5500000001003' } }],
  }),
})
