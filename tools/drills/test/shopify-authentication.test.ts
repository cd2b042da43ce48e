import t, { type Test } from 'tap'
import { openApp, type OpenApp } from '../src/support/open-app.ts'
import { openShop, root, shop } from '../src/shopify/open-shop.ts'

const publicUrl = 'https://patchbay.example'

interface Checked {
  readonly data: {
    readonly works: boolean
    readonly scopes: { readonly granted: readonly string[] | null; readonly missing: readonly string[] }
  }
}

/** A runtime that reaches the emulated shop of another one, and what it has sent there for tokens. */
async function start(t: Test) {
  const { app: vendor, url } = await openShop()
  t.teardown(() => vendor.close())
  const app = await openApp(
    { connectors: './plugins/shopify', publicUrl },
    { baseFolder: root, egressAllow: [url] },
  )
  t.teardown(() => app.close())
  const post = (path: string, body: object) =>
    app.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    app,
    post,
    connect: async (id: string, auth: string, more: Readonly<Record<string, string>> = {}) => {
      const { clientId, clientSecret } = shop
      const { status, text } = await post('/v1/connections', {
        id,
        connector: 'shopify',
        config: { shop: shop.domain },
        auth,
        credentials: auth === 'accessToken' ? more : { clientId, clientSecret, ...more },
        origins: { admin: url, storage: url, uploads: url },
      })
      t.equal(status, 201, text)
    },
    asked: () =>
      vendor.app.patchbay.emulators
        .get('shopify')
        ?.journal.filter(({ path }) => path === '/admin/oauth/access_token')
        .map(({ body }) => Object.fromEntries(new URLSearchParams(body))) ?? [],
  }
}

const nameOfShop = async (app: OpenApp, connection: string): Promise<unknown> => {
  const { status, text } = await app.fetch('/v1/connectors/shopify/shop.get', {
    headers: { 'patchbay-connection': connection },
  })
  return status === 200 ? (JSON.parse(text) as { data: { name: string } }).data.name : text
}

t.test('a person installs the app, and what the shop granted is known', async (t) => {
  const { app, post, connect, asked } = await start(t)
  await connect('shop', 'oauth')
  t.match(await nameOfShop(app, 'shop'), /connection_unauthorized/, 'nobody has agreed yet')
  const begun = await post('/v1/connections/shop/authorize', { scopes: ['write_products'] })
  const { pathname, search } = new URL((JSON.parse(begun.text) as { data: { url: string } }).data.url)
  const led = await app.fetch(pathname + search, { headers: { authorization: '' } })
  const [cookie = ''] = String(led.headers.get('set-cookie')).split(';', 1)
  const atShop = await fetch(String(led.headers.get('location')), { redirect: 'manual' })
  const callback = new URL(String(atShop.headers.get('location')))
  t.equal(callback.origin, publicUrl)
  const comeBack = (query: URLSearchParams) =>
    app.fetch(`/v1/oauth/callback?${String(query)}`, { headers: { authorization: '', cookie } })
  const done = await comeBack(callback.searchParams)
  t.equal(done.status, 200, done.text)
  t.match(asked(), [{ expiring: '1', client_id: shop.clientId }])
  t.equal(await nameOfShop(app, 'shop'), 'Fernweh Outdoor')

  const checked = await post('/v1/connections/shop/check', {})
  const { works, scopes } = (JSON.parse(checked.text) as Checked).data
  t.ok(works, checked.text)
  t.same(scopes.granted?.toSorted(), ['read_products', 'write_products'])
  t.ok(scopes.missing.includes('read_orders'))
  const refused = await app.call('shopify/orders.search', {}, { 'patchbay-connection': 'shop' })
  t.match(refused.text, /was not granted read_orders/)
  t.equal(refused.status, 424)
})

t.test('an answer that Shopify has not signed is refused', async (t) => {
  const { app, post, connect, asked } = await start(t)
  await connect('shop', 'oauth')
  const begun = await post('/v1/connections/shop/authorize', {})
  const { pathname, search } = new URL((JSON.parse(begun.text) as { data: { url: string } }).data.url)
  const led = await app.fetch(pathname + search, { headers: { authorization: '' } })
  const [cookie = ''] = String(led.headers.get('set-cookie')).split(';', 1)
  const atShop = await fetch(String(led.headers.get('location')), { redirect: 'manual' })
  const { searchParams } = new URL(String(atShop.headers.get('location')))
  searchParams.set('shop', 'another.myshopify.com')
  const { status } = await app.fetch(`/v1/oauth/callback?${String(searchParams)}`, {
    headers: { authorization: '', cookie },
  })
  t.equal(status, 400)
  t.same(asked(), [])
})

t.test(
  'what an entered token may do is found out when it is checked, and held to from then on',
  async (t) => {
    const { app, post, connect, asked } = await start(t)
    await connect('few', 'accessToken', { accessToken: 'shpat_emulator_read_products' })
    const search = () => app.call('shopify/orders.search', {}, { 'patchbay-connection': 'few' })
    t.match((await search()).text, /connection_forbidden|access/i, 'until then Shopify refuses it')
    const { works, scopes } = (JSON.parse((await post('/v1/connections/few/check', {})).text) as Checked).data
    t.ok(works)
    t.same(scopes.granted, ['read_products'])
    t.match((await search()).text, /was not granted read_orders/)
    t.equal((await app.call('shopify/products.count', {}, { 'patchbay-connection': 'few' })).status, 200)
    t.same(asked(), [])
  },
)

t.test('an app asks in its own name, and tokens of other kinds are traded once', async (t) => {
  const { app, connect, asked } = await start(t)
  await connect('own', 'clientCredentials')
  await connect('embedded', 'sessionToken', { subjectToken: shop.session })
  await connect('replaced', 'lastingToken', { subjectToken: shop.token })
  for (const id of ['own', 'embedded', 'replaced', 'embedded'])
    t.equal(await nameOfShop(app, id), 'Fernweh Outdoor', id)
  t.match(asked(), [
    { grant_type: 'client_credentials' },
    { subject_token: shop.session, requested_token_type: /offline-access-token$/, expiring: '1' },
    { subject_token: shop.token, expiring: '1' },
  ])
  t.equal(asked().length, 3)
  const shown = app.written.filter(
    (line) => line.includes(shop.clientSecret) || /shp(at|rt)_emulated/.test(line),
  )
  t.same(shown, [], 'no secret is in the log')
})
