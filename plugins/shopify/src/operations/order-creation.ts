import { Type } from '@patchbay/contract'
import { mutation } from '../building/mutation.ts'
import { gid, oneOf, since } from '../fields.ts'
import { Address } from '../inputs/address.ts'
import { bagOf, lineOf, NewLine } from '../inputs/order.ts'
import { amount } from '../inputs/refund.ts'
import { Order } from '../records/order.ts'
import { at } from '../shape/record.ts'

const text = (description: string, maxLength = 255) => Type.Optional(Type.String({ maxLength, description }))

/** An order that was made elsewhere comes into the shop. */
export const orderCreation = {
  create: mutation({
    title: 'Create an order',
    description:
      'Records an order that was made elsewhere, such as by phone or in another system, with what was paid of it. For an order that a customer still has to agree to, or that Shopify should work out, use draft-orders.create. Shopify allows trial shops five in a minute.',
    effect: 'write',
    scopes: ['write_orders'],
    root: 'orderCreate',
    takes: { order: 'OrderCreateOrderInput!', options: 'OrderCreateOptionsInput' },
    input: Type.Object({
      lines: Type.Array(NewLine, { minItems: 1, maxItems: 250, description: 'What was bought.' }),
      currency: Type.String({
        pattern: '^[A-Z]{3}$',
        description: 'ISO 4217 code, in which the amounts are.',
      }),
      customerId: Type.Optional(gid('Customer', 'Who bought it.')),
      email: text('Email address for messages about it.'),
      phone: text('Phone number for messages about it.'),
      shippingAddress: Type.Optional(Address),
      billingAddress: Type.Optional(Address),
      shipping: Type.Optional(
        Type.Object(
          {
            title: Type.String({ minLength: 1, maxLength: 255, description: 'How it is sent.' }),
            price: amount('What that costs.'),
          },
          { description: 'Shipping. Default: none.' },
        ),
      ),
      financialStatus: Type.Optional(
        oneOf(
          ['PENDING', 'AUTHORIZED', 'PAID', 'PARTIALLY_PAID'],
          'What was paid so far. Default: PAID if `paid`.',
        ),
      ),
      paid: Type.Optional(amount('What was paid already, outside of the shop.')),
      gateway: text('How that was paid, such as cash.'),
      note: text('For the staff.', 5_000),
      poNumber: text('The number of the purchase order of the customer.'),
      tags: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 250, description: 'Its tags.' }),
      ),
      processedAt: Type.Optional(since('When it was made. Default: now.')),
      sourceName: text('Where it comes from, such as the name of the other system.'),
      sourceIdentifier: text('Its number there.'),
      test: Type.Optional(Type.Boolean({ description: 'Whether it is only a try.' })),
      inventory: Type.Optional(
        oneOf(
          ['BYPASS', 'DECREMENT_IGNORING_POLICY', 'DECREMENT_OBEYING_POLICY'],
          'Whether stock is taken, and whether one that is out of stock is refused. Default: BYPASS, which leaves stock alone.',
        ),
      ),
      sendReceipt: Type.Optional(
        Type.Boolean({ default: false, description: 'Whether the customer gets a confirmation.' }),
      ),
    }),
    places: {
      lines: 'lineItems',
      customerId: 'customer.toAssociate.id',
      shipping: 'shippingLines',
      transactions: 'transactions',
      inventory: '$options.inventoryBehaviour',
      sendReceipt: '$options.sendReceipt',
    },
    prepare: ({ lines, shipping, paid, gateway, ...input }) => ({
      ...input,
      lines: lines.map((line) => lineOf(line, input.currency)),
      ...(shipping === undefined
        ? {}
        : { shipping: [{ title: shipping.title, priceSet: bagOf(shipping.price, input.currency) }] }),
      ...(paid === undefined
        ? {}
        : {
            transactions: [
              {
                kind: 'SALE',
                status: 'SUCCESS',
                gateway: gateway ?? 'manual',
                amountSet: bagOf(paid, input.currency),
              },
            ],
          }),
    }),
    answer: at('order?', Order),
    invalidates: ['orders', 'customers', 'inventory', 'variants', 'products', 'fulfillment-orders'],
    examples: [
      {
        title: 'By phone, paid in cash',
        input: {
          currency: 'EUR',
          customerId: 'gid://shopify/Customer/6900000001003',
          lines: [{ variantId: 'gid://shopify/ProductVariant/4600000001010', quantity: 1, price: '25.00' }],
          paid: '25.00',
          gateway: 'cash',
          sourceName: 'phone',
        },
      },
    ],
  }),
}
