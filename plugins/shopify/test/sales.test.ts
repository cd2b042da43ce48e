import t from 'tap'
import { startShop, type Run } from './start-shop.ts'

const sent = 'gid://shopify/Order/5500000001003'
const open = 'gid://shopify/Order/5500000001060'
const hat = 'gid://shopify/ProductVariant/4600000001010'

interface Order {
  readonly currentTotal: { readonly amount: string }
  readonly outstanding: { readonly amount: string }
  readonly lineItems: ReadonlyArray<{ readonly id: string; readonly currentQuantity: number }>
}

const orderOf = async (run: Run, id: unknown): Promise<Order> =>
  (await run('orders.get', { id })) as unknown as Order

const refusedBy =
  (t: Tap, run: Run) => (name: string, input: Record<string, unknown>, path: string, message: RegExp) =>
    t.rejects(run(name, input), { errors: [{ path, message }] }, `${name} ${message.source}`)

type Tap = Pick<typeof t, 'rejects'>

t.test('an order is recorded with what was paid, and found', async (t) => {
  const run = await startShop(t)
  const { id } = await run('orders.create', {
    currency: 'EUR',
    lines: [{ title: 'Repair', price: '30.00', quantity: 2 }],
    shipping: { title: 'Parcel', price: '5.00' },
    paid: '40.00',
    gateway: 'cash',
    tags: ['phone'],
    sourceName: 'phone',
  })
  t.match(await run('orders.search', { tag: 'phone' }), {
    items: [
      { id, financialStatus: 'PARTIALLY_PAID', total: { amount: '65.0' }, outstanding: { amount: '25.0' } },
    ],
  })
  t.match(await run('orders.transactions', { id }), { transactions: [{ gateway: 'cash', kind: 'SALE' }] })
  const refused = refusedBy(t, run)
  const line = { variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }
  await refused('orders.create', { currency: 'EUR', lines: [line] }, '/lines/0/variantId', /does not exist/)
})

t.test('an edit counts as a whole or not at all', async (t) => {
  const run = await startShop(t)
  const before = await orderOf(run, open)
  const [first] = before.lineItems
  const refused = refusedBy(t, run)
  const one = { lineItemId: first?.id, quantity: 1 }
  const unknown = { variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }
  await refused('orders.edit', { id: open, set: [one], add: [unknown] }, '/add/0/variantId', /does not exist/)
  t.same(await orderOf(run, open), before, 'a step that is refused leaves the order as it was')
  const other = { lineItemId: 'gid://shopify/LineItem/1', quantity: 1 }
  await refused('orders.edit', { id: open, set: [other] }, '/set/0/lineItemId', /not a line/)
  await refused('orders.edit', { id: open }, '', /needs `set` or `add`/)
  await run('orders.edit', {
    id: open,
    set: [{ ...one, quantity: 0 }],
    add: [{ variantId: hat, quantity: 2 }],
  })
  const after = await orderOf(run, open)
  t.equal(after.lineItems.length, before.lineItems.length + 1)
  t.match(after.lineItems[0], { currentQuantity: 0 })
  t.not(after.currentTotal.amount, before.currentTotal.amount)
  await refused(
    'orders.edit',
    { id: open, add: [{ variantId: hat, quantity: 1 }] },
    '/add/0',
    /already on the order/,
  )
})

t.test('units come back once, and are paid back once', async (t) => {
  const run = await startShop(t)
  const refused = refusedBy(t, run)
  const line = {
    fulfillmentLineItemId: 'gid://shopify/FulfillmentLineItem/59000000010031',
    quantity: 1,
    returnReasonDefinitionId: 'gid://shopify/ReturnReasonDefinition/6750000001003',
  }
  await refused(
    'returns.create',
    { orderId: sent, lines: [line] },
    '/lines/0/returnReasonNote',
    /note is required/,
  )
  const lines = [{ ...line, returnReasonNote: 'Wrong colour' }]
  const made = (await run('returns.create', { orderId: sent, lines })) as {
    id: string
    lines: Array<{ id: string }>
  }
  t.match(await run('returns.list_for_order', { orderId: sent }), { items: { length: 2 } })
  await refused('returns.create', { orderId: sent, lines }, '/lines/0/quantity', /invalid quantity/)
  const units = [{ id: made.lines[0]?.id, quantity: 1 }]
  const parentId = 'gid://shopify/OrderTransaction/6600000001005'
  const processed = await run('returns.process', {
    id: made.id,
    lines: units,
    refunds: [{ parentId, amount: '12.00', currency: 'EUR' }],
  })
  t.match(processed, {
    status: 'CLOSED',
    refunds: [{ total: { amount: '12.0' } }],
    lines: [{ processed: 1, refundable: 0 }],
  })
  t.match(await run('orders.get', { id: sent }), {
    refunded: { amount: '12.0' },
    financialStatus: 'PARTIALLY_REFUNDED',
  })
  await refused('returns.process', { id: made.id, lines: units }, '/id', /status is invalid/)
  t.match(await run('returns.close', { id: 'gid://shopify/Return/6700000001001' }), { status: 'CLOSED' })
})

t.test('what a refund stocks again can be sold', async (t) => {
  const run = await startShop(t)
  const stock = async (): Promise<number> => {
    const { items } = (await run('variants.search', { sku: 'FAL-HAT-0237' })) as {
      items: Array<{ inventoryQuantity: number }>
    }
    return items[0]?.inventoryQuantity ?? Number.NaN
  }
  const before = await stock()
  const line = { lineItemId: 'gid://shopify/LineItem/9200000001023', quantity: 1 }
  await run('refunds.create', { orderId: sent, lines: [{ ...line, restockType: 'RETURN' }] }, 'once')
  t.equal(await stock(), before + 1)
})

t.test('what Shopify refuses of orders, refunds, drafts and gift cards names the field', async (t) => {
  const run = await startShop(t)
  const refused = refusedBy(t, run)
  await refused(
    'orders.cancel',
    { id: sent, reason: 'CUSTOMER', restock: true },
    '/id',
    /outstanding fulfillments/,
  )
  await refused('orders.mark_as_paid', { id: sent }, '/id', /cannot be marked as paid/)
  const transactionId = 'gid://shopify/OrderTransaction/6600000001005'
  await refused('orders.capture', { id: sent, transactionId, amount: '1.00' }, '', /successful authorization/)
  await refused('orders.void_transaction', { transactionId }, '/transactionId', /successful authorization/)
  await refused(
    'orders.set_customer',
    { id: sent, customerId: 'gid://shopify/Customer/1' },
    '/customerId',
    /not exist/,
  )
  const line = { lineItemId: 'gid://shopify/LineItem/9200000001023', quantity: 99 }
  await refused('refunds.create', { orderId: sent, lines: [line] }, '/lines/0/quantity', /more items/)
  const transactions = [{ parentId: 'gid://shopify/OrderTransaction/1', gateway: 'x', amount: '1.00' }]
  await refused('refunds.create', { orderId: sent, transactions }, '/transactions', /parent_id/)
  const draft = 'gid://shopify/DraftOrder/3300000001001'
  await run('draft-orders.complete', { id: draft })
  await refused('draft-orders.complete', { id: draft }, '', /has been paid/)
  await refused('gift-cards.create', { amount: '0.00', currency: 'EUR' }, '/amount', /greater than 0/)
  await refused('gift-cards.deactivate', { id: 'gid://shopify/GiftCard/1' }, '/id', /does not exist/)
})
