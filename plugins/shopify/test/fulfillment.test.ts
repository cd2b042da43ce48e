import t from 'tap'
import { startShop, type Run } from './start-shop.ts'

const orderId = 'gid://shopify/Order/5500000001060'
const open = 'gid://shopify/FulfillmentOrder/5800000001060'
const hamburg = 'gid://shopify/Location/7700000001002'

interface Line {
  readonly id: string
  readonly remaining: number
}

async function linesOf(run: Run): Promise<Line[]> {
  const { items } = (await run('fulfillment-orders.for_order', { orderId })) as {
    items: Array<{ lines: Line[] }>
  }
  return items[0]?.lines ?? []
}

t.test('units of an order are sent in parts, followed, delivered and taken back', async (t) => {
  const run = await startShop(t)
  const [first] = await linesOf(run)
  const part = [{ id: first?.id, quantity: 1 }]
  const sent = await run('fulfillments.create', {
    orders: [{ fulfillmentOrderId: open, fulfillmentOrderLineItems: part }],
    company: 'DHL',
  })
  t.match(sent, { units: 1, name: '#1060-F1', tracking: [{ company: 'DHL' }] })
  t.match(await run('orders.get', { id: orderId }), {
    fulfillmentStatus: 'PARTIALLY_FULFILLED',
    fulfillments: { length: 1 },
  })
  t.match(await run('fulfillment-orders.for_order', { orderId }), { items: [{ status: 'IN_PROGRESS' }] })
  const rest = await run('fulfillments.create', { orders: [{ fulfillmentOrderId: open }] })
  t.match(await run('orders.get', { id: orderId }), { fulfillmentStatus: 'FULFILLED' })
  t.match(await run('fulfillment-orders.list', { includeClosed: true, status: 'CLOSED', limit: 1 }), {
    items: [{ id: open }],
  })
  await run('fulfillments.event_create', {
    id: rest['id'],
    status: 'DELIVERED',
    happenedAt: '2026-11-02T10:00:00Z',
  })
  t.match(await run('fulfillments.update_tracking', { id: rest['id'], number: '7' }), {
    tracking: [{ number: '7' }],
    deliveredAt: '2026-11-02T10:00:00Z',
  })
  await run('fulfillments.cancel', { id: sent['id'] })
  t.match(await run('orders.get', { id: orderId }), { fulfillmentStatus: 'PARTIALLY_FULFILLED' })
  t.match(await linesOf(run), [{ id: first?.id, remaining: 1 }])
})

t.test('what is on hold is not sent, and a hold of some units leaves the rest', async (t) => {
  const run = await startShop(t)
  const [first] = await linesOf(run)
  const held = await run('fulfillment-orders.hold', {
    id: open,
    reason: 'OTHER',
    lines: [{ id: first?.id, quantity: 1 }],
  })
  t.match(held, { held: { id: open, status: 'ON_HOLD' }, remaining: { status: 'OPEN' } })
  const send = run('fulfillments.create', { orders: [{ fulfillmentOrderId: open }] })
  await t.rejects(send, { code: 'vendor_rejected', errors: [{ message: /unfulfillable status= on_hold/ }] })
  t.match(await run('fulfillment-orders.for_order', { orderId }), { items: { length: 2 } })
  t.match(await run('fulfillment-orders.release_hold', { id: open, holdIds: [held['holdId']] }), {
    status: 'OPEN',
    holds: { length: 0 },
  })
})

t.test('another location sends it, unless some has left', async (t) => {
  const run = await startShop(t)
  t.match(await run('fulfillment-orders.move', { id: open, locationId: hamburg }), {
    moved: { locationId: hamburg },
  })
  t.match(await run('fulfillment-orders.list', { locationId: hamburg }), { items: [{ id: open }] })
  const [first] = await linesOf(run)
  const lines = [{ id: first?.id, quantity: 1 }]
  await run('fulfillments.create', {
    orders: [{ fulfillmentOrderId: open, fulfillmentOrderLineItems: lines }],
  })
  await t.rejects(run('fulfillment-orders.move', { id: open, locationId: hamburg }), {
    errors: [{ path: '/id', message: /progress reported/ }],
  })
})

t.test('what cannot be sent is refused as Shopify does', async (t) => {
  const run = await startShop(t)
  const other = 'gid://shopify/FulfillmentOrder/5800000001071'
  const refused = (input: Record<string, unknown>, message: RegExp) =>
    t.rejects(run('fulfillments.create', input), { errors: [{ message }] }, message.source)
  await refused(
    { orders: [{ fulfillmentOrderId: open }, { fulfillmentOrderId: other }] },
    /belong to the same order/,
  )
  await refused(
    { orders: [{ fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/5800000001003' }] },
    /status= closed/,
  )
  const [first] = await linesOf(run)
  const fulfillmentOrderLineItems = [{ id: first?.id, quantity: 99 }]
  await refused({ orders: [{ fulfillmentOrderId: open, fulfillmentOrderLineItems }] }, /quantity requested/)
  await t.rejects(run('fulfillments.cancel', { id: 'gid://shopify/Fulfillment/1' }), { code: 'not_found' })
})
