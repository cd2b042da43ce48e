import t from 'tap'
import { startShop } from './start-shop.ts'

const logo = 'gid://shopify/MediaImage/3200000001001'
const tent = 'gid://shopify/Product/8100000001001'
const online = 'gid://shopify/Publication/1100000001001'
const theme = 'gid://shopify/OnlineStoreTheme/1550000001001'

t.test('files are added, named, shown beside products and deleted', async (t) => {
  const run = await startShop(t)
  const originalSource = 'https://cdn.example/snow.jpg'
  const { items } = (await run('files.create', { files: [{ originalSource }] })) as {
    items: Array<{ id: string }>
  }
  const id = items[0]?.id ?? ''
  t.match(items, [{ status: 'UPLOADED', type: 'MediaImage' }])
  t.match(await run('files.update', { files: [{ id, alt: 'Snow' }] }), {
    items: [{ id, alt: 'Snow', status: 'READY' }],
  })
  t.match(await run('files.search', { mediaType: 'IMAGE', text: 'snow' }), {
    items: [{ id, imageUrl: originalSource }],
  })
  t.same(await run('files.delete', { ids: [id] }), { ids: [id] })
  await t.rejects(run('files.delete', { ids: [logo, id] }), { errors: [{ path: '/ids' }] })
  t.match(
    await run('files.search', { mediaType: 'IMAGE' }),
    { items: [{ id: logo }] },
    'none is deleted then',
  )
  const video = { filename: 'a.mp4', mimeType: 'video/mp4', resource: 'VIDEO' }
  await t.rejects(run('files.staged_uploads', { files: [video] }), {
    errors: [{ path: '/files/0/fileSize' }],
  })
  const media = [{ originalSource, mediaContentType: 'IMAGE', alt: 'Snow' }]
  t.match(await run('product-media.append', { id: tent, media }), {
    media: [{}, { alt: 'Snow', type: 'IMAGE' }],
  })
})

t.test('a product is shown and hidden, now and later', async (t) => {
  const run = await startShop(t)
  t.match(await run('publications.unpublish', { id: tent, publicationIds: [online] }), { publications: 0 })
  const later = [{ publicationId: online, publishDate: '2099-01-01T00:00:00Z' }]
  t.same(await run('publications.publish', { id: tent, publications: later }), {
    publications: 1,
    available: 0,
  })
  t.same(await run('publications.publish', { id: tent, publications: [{ publicationId: online }] }), {
    publications: 1,
    available: 1,
  })
  const unknown = [{ publicationId: 'gid://shopify/Publication/1' }]
  await t.rejects(run('publications.publish', { id: tent, publications: unknown }), {
    errors: [{ path: '/publications/0/publicationId', message: /does not exist/ }],
  })
})

t.test('a metaobject is made by its kind, and found by its handle', async (t) => {
  const run = await startShop(t)
  const named = { type: 'material', handle: 'silk' }
  const { id } = await run('metaobjects.upsert', { ...named, fields: [{ key: 'name', value: 'Silk' }] })
  await run('metaobjects.upsert', { ...named, fields: [{ key: 'origin', value: 'Como' }], status: 'DRAFT' })
  t.match(await run('metaobjects.get', named), {
    id,
    displayName: 'Silk',
    status: 'DRAFT',
    fields: [{}, { value: 'Como' }],
  })
  t.match(await run('metaobjects.list', { type: 'material' }), { items: { length: 2 } })
  t.match(await run('metaobject-definitions.list', {}), { items: [{ type: 'material', count: 2 }] })
  const wrong = { ...named, fields: [{ key: 'price', value: '1' }] }
  await t.rejects(run('metaobjects.upsert', wrong), {
    errors: [{ path: '/fields/0', message: /does not exist/ }],
  })
  await run('metaobjects.delete', { id })
  await t.rejects(run('metaobjects.get', named), { code: 'not_found', errors: [{ path: '/handle' }] })
})

t.test('a translation is outdated once the original has changed', async (t) => {
  const run = await startShop(t)
  const resource = { resourceId: tent, locale: 'de' }
  const { content } = (await run('translations.get', resource)) as {
    content: Array<{ key: string; digest: string }>
  }
  const digest = content.find(({ key }) => key === 'title')?.digest
  const given = { key: 'title', value: 'Gipfelzelt', locale: 'de', translatableContentDigest: digest }
  await run('translations.register', { resourceId: tent, translations: [given] })
  t.match(await run('translations.get', resource), {
    translations: [{ value: 'Gipfelzelt', outdated: false }],
  })
  await run('products.update', { id: tent, title: 'Summit Tent 2' })
  t.match(await run('translations.get', resource), { translations: [{ outdated: true }] })
  const refused = (change: object, path: string) =>
    t.rejects(run('translations.register', { resourceId: tent, translations: [{ ...given, ...change }] }), {
      errors: [{ path: `/translations/0/${path}` }],
    })
  await refused({}, 'translatableContentDigest')
  await refused({ locale: 'en' }, 'locale')
  await refused({ key: 'colour' }, 'key')
})

t.test('files of a theme are read by pattern and written', async (t) => {
  const run = await startShop(t)
  const body = { type: 'TEXT', value: '<p>Hello</p>' }
  const { jobId } = await run('themes.files_upsert', {
    themeId: theme,
    files: [{ filename: 'snippets/a.liquid', body }],
  })
  t.same(await run('jobs.get', { id: jobId }), { id: jobId, done: true })
  t.match(await run('themes.files', { themeId: theme, filenames: ['snippets/*'] }), {
    items: [{ filename: 'snippets/a.liquid', text: '<p>Hello</p>', base64: null, size: 12 }],
  })
})

t.test('what does not exist among nodes is null in its place', async (t) => {
  const run = await startShop(t)
  const ids = ['gid://shopify/Location/7700000001001', 'gid://shopify/Order/1', tent]
  t.match(await run('nodes.get_many', { ids }), {
    items: [
      { type: 'Location', name: 'Berlin Warehouse' },
      null,
      { title: 'Summit Tent', handle: 'summit-tent' },
    ],
  })
})
