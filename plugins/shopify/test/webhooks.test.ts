import { createHmac, timingSafeEqual } from 'node:crypto'
import t from 'tap'
import type { Delivery } from '../src/emulator/deliveries.ts'
import emulator from '../src/emulator/index.ts'
import type { ShopState } from '../src/emulator/state.ts'
import { clientSecret, signatureOf, signedWebhook } from '../src/emulator/webhooks.ts'
import { emulatorTime } from './call.ts'

const tools = { now: () => emulatorTime }
const clara = 'gid://shopify/Customer/6900000001003'
const order = 'gid://shopify/Order/5500000001016'
const backpack = 'gid://shopify/Product/8100000001002'

interface Subscription {
  readonly topic: string
  readonly uri?: string
  readonly name?: string
  readonly filter?: string
  readonly includeFields?: readonly string[]
}

/** A shop of which somebody is told, and what changes it. */
async function shopTelling(...subscriptions: readonly Subscription[]) {
  const state = emulator.seed(tools)
  state.tables.delete('WebhookSubscription')
  const change = async (query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    const { body } = await emulator.answer(
      {
        method: 'POST',
        path: '/admin/api/2026-10/graphql.json',
        query: new URLSearchParams(),
        headers: { 'x-shopify-access-token': 'shpat_emulator_everything' },
        body: JSON.stringify({ query, variables }),
      },
      state,
      tools,
    )
    const { errors } = body as { errors?: unknown }
    t.equal(errors, undefined, 'the mutation is performed')
  }
  for (const { topic, uri = 'https://app.example/webhooks', ...more } of subscriptions) {
    await change(subscribe, { topic, given: { uri, ...more } })
  }
  return { state, change }
}

const subscribe =
  'mutation($topic: WebhookSubscriptionTopic!, $given: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $given) { userErrors { message } } }'
const create = 'mutation($title: String!) { productCreate(product: { title: $title }) { product { id } } }'

const topicsOf = ({ deliveries }: ShopState) => deliveries.map(({ headers }) => headers['X-Shopify-Topic'])

function lastOf({ deliveries }: ShopState): Delivery {
  const last = deliveries.at(-1)
  if (last === undefined) throw new Error('Nobody was told anything.')
  return last
}

/** As a receiver does it. */
function isGenuine(body: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(Buffer.from(body, 'utf8')).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

t.test('a message is signed over its raw body', async (t) => {
  const { headers, body } = signedWebhook({
    topic: 'orders/create',
    shopDomain: 'fernweh-outdoor.myshopify.com',
    apiVersion: '2026-10',
    webhookId: 'a',
    eventId: 'b',
    triggeredAt: emulatorTime,
    name: 'orders',
    payload: { id: 1, name: 'Größe 38' },
  })
  t.same(headers, {
    'Content-Type': 'application/json',
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': 'orders/create',
    'X-Shopify-Hmac-Sha256': signatureOf(body, clientSecret),
    'X-Shopify-Shop-Domain': 'fernweh-outdoor.myshopify.com',
    'X-Shopify-API-Version': '2026-10',
    'X-Shopify-Webhook-Id': 'a',
    'X-Shopify-Event-Id': 'b',
    'X-Shopify-Triggered-At': '2026-11-01T12:00:00.000000000Z',
    'X-Shopify-Name': 'orders',
  })
  const signature = headers['X-Shopify-Hmac-Sha256'] ?? ''
  t.ok(isGenuine(body, signature, clientSecret))
  t.notOk(isGenuine(`${body} `, signature, clientSecret), 'one more space is another body')
  t.notOk(isGenuine(body, signature, 'shpss_other'), 'another secret is another app')
  // RFC 4231, test case 2.
  t.equal(
    Buffer.from(signatureOf('what do ya want for nothing?', 'Jefe'), 'base64').toString('hex'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})

t.test('what changes the shop is told to those who asked for it, signed', async (t) => {
  const { state, change } = await shopTelling(
    { topic: 'PRODUCTS_CREATE', name: 'catalogue' },
    { topic: 'PRODUCTS_UPDATE' },
    { topic: 'PRODUCTS_DELETE' },
  )
  await change(create, { title: 'Ember Mug' })
  const told = lastOf(state)
  t.equal(state.byId.get(told.subscriptionId)?.['name'], 'catalogue')
  t.match(told, {
    uri: 'https://app.example/webhooks',
    headers: {
      'X-Shopify-Topic': 'products/create',
      'X-Shopify-Shop-Domain': 'fernweh-outdoor.myshopify.com',
      'X-Shopify-Name': 'catalogue',
    },
  })
  t.ok(isGenuine(told.body, told.headers['X-Shopify-Hmac-Sha256'] ?? '', clientSecret))
  const payload = JSON.parse(told.body) as { id: number; admin_graphql_api_id: string }
  t.match(payload, { title: 'Ember Mug', handle: 'ember-mug', status: 'active', tags: '' })
  t.equal(payload.admin_graphql_api_id, `gid://shopify/Product/${payload.id}`)

  const id = payload.admin_graphql_api_id
  await change('mutation($id: ID!) { tagsAdd(id: $id, tags: ["b", "a"]) { node { id } } }', { id })
  await change('mutation($id: ID!) { productDelete(input: { id: $id }) { deletedProductId } }', { id })
  t.same(topicsOf(state), ['products/create', 'products/update', 'products/delete'])
  t.match(JSON.parse(state.deliveries[1]?.body ?? ''), { tags: 'a, b' })
  t.same(JSON.parse(state.deliveries[2]?.body ?? ''), { id: payload.id }, 'of what is gone there is its id')
  t.equal(new Set(state.deliveries.map(({ headers }) => headers['X-Shopify-Webhook-Id'])).size, 3)
})

t.test('one change may be told on several topics, as one event', async (t) => {
  const { state, change } = await shopTelling({ topic: 'ORDERS_UPDATED' }, { topic: 'ORDERS_PAID' })
  await change('mutation($id: ID!) { orderMarkAsPaid(input: { id: $id }) { order { id } } }', { id: order })
  t.same(topicsOf(state), ['orders/updated', 'orders/paid'])
  t.equal(new Set(state.deliveries.map(({ headers }) => headers['X-Shopify-Event-Id'])).size, 1)
  t.match(JSON.parse(state.deliveries[0]?.body ?? ''), { financial_status: 'paid' })
})

t.test('nobody is told of what was refused, or did not ask for', async (t) => {
  const { state, change } = await shopTelling(
    { topic: 'PRODUCTS_CREATE', filter: 'title:Lamp' },
    { topic: 'PRODUCTS_CREATE', uri: 'pubsub://project:topic' },
    { topic: 'CUSTOMERS_DELETE' },
    { topic: 'ORDERS_CANCELLED' },
  )
  await change(create, { title: ' ' })
  await change(create, { title: 'Ember Mug' })
  await change('mutation($id: ID!) { customerDelete(input: { id: $id }) { deletedCustomerId } }', {
    id: clara,
  })
  await change(
    'mutation { orderCancel(orderId: "gid://shopify/Order/1", reason: OTHER, restock: true) { job { id } } }',
  )
  t.same(state.deliveries, [])
  await change(create, { title: 'Lamp' })
  t.same(topicsOf(state), ['products/create'])
})

t.test('only the fields that were asked for are sent, and a reset forgets what was', async (t) => {
  const { state, change } = await shopTelling({ topic: 'PRODUCTS_UPDATE', includeFields: ['id', 'title'] })
  await change('mutation($id: ID!) { productUpdate(product: { id: $id, vendor: "X" }) { product { id } } }', {
    id: backpack,
  })
  t.same(JSON.parse(state.deliveries[0]?.body ?? ''), { id: 8_100_000_001_002, title: 'Summit Backpack' })
  t.same(emulator.seed(tools).deliveries, [])
})
