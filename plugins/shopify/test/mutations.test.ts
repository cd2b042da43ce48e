import t from 'tap'
import { places } from '../src/building/places.ts'
import { startShop } from './start-shop.ts'

const item = 'gid://shopify/InventoryItem/4800000001002'
const berlin = 'gid://shopify/Location/7700000001001'
const backpack = 'gid://shopify/Product/8100000001002'

t.test('what is created is found, changed and deleted', async (t) => {
  const run = await startShop(t)
  const created = await run('products.create', { title: 'Ember Mug', tags: ['new'] })
  const { id } = created
  t.match(created, { handle: 'ember-mug', status: 'DRAFT', variantCount: 1 })
  t.match(await run('products.search', { tag: 'new' }), { items: [{ id }] })
  t.match(await run('products.get', { handle: 'ember-mug' }), { id, variants: [{ title: 'Default Title' }] })
  t.match(await run('products.create', { title: 'Ember Mug' }), { handle: 'ember-mug-1' })
  await run('products.update', { id, status: 'ACTIVE', seoTitle: 'Mug' })
  t.match(await run('products.get', { id }), { status: 'ACTIVE', seoTitle: 'Mug', tags: ['new'] })
  t.same(await run('products.delete', { id }), { id })
  await t.rejects(run('products.get', { id }), { code: 'not_found' })
  await t.rejects(run('products.delete', { id }), { code: 'not_found', errors: [{ path: '/id' }] })
})

t.test('setting a product leaves it with the variants that are given', async (t) => {
  const run = await startShop(t)
  const set = await run('products.set', {
    handle: 'summit-backpack',
    title: 'Summit Backpack',
    options: [{ name: 'Color', values: ['Slate', 'Rust'] }],
    variants: [
      { options: { Color: 'Slate' }, price: '99.00' },
      { options: { Color: 'Rust' }, price: '98.00' },
    ],
  })
  t.match(set, {
    id: backpack,
    variantCount: 2,
    variants: [{ title: 'Slate', sku: 'SUM-BAC-0003' }, { title: 'Rust' }],
  })
  t.same(await run('variants.search', { sku: 'SUM-BAC-0002' }), { items: [] })
})

t.test('a write with the same key is done once', async (t) => {
  const run = await startShop(t)
  const adjust = {
    name: 'available',
    reason: 'received',
    changes: [{ itemId: item, locationId: berlin, delta: 2 }],
  }
  const available = async () => {
    const { levels } = (await run('inventory.item', { id: item })) as { levels: Array<{ available: number }> }
    return levels[0]?.available
  }
  const first = await run('inventory.adjust', adjust, 'key-1')
  t.same(await run('inventory.adjust', adjust, 'key-1'), first)
  t.equal(await available(), 29)
  await run('inventory.adjust', adjust, 'key-2')
  t.equal(await available(), 31)
  await t.rejects(
    run(
      'inventory.adjust',
      { ...adjust, changes: [{ itemId: item, locationId: berlin, delta: 5 }] },
      'key-1',
    ),
    { code: 'idempotency_mismatch' },
  )
})

t.test('stock is only set if it still is what was read', async (t) => {
  const run = await startShop(t)
  const set = (quantity: number, changeFromQuantity?: number) =>
    run('inventory.set', {
      name: 'available',
      reason: 'correction',
      quantities: [
        {
          itemId: item,
          locationId: berlin,
          quantity,
          ...(changeFromQuantity === undefined ? {} : { changeFromQuantity }),
        },
      ],
    })
  await set(5, 27)
  await t.rejects(set(9, 27), {
    code: 'conflict',
    errors: [{ path: '/quantities/0/changeFromQuantity' }],
    upstream: { code: 'CHANGE_FROM_QUANTITY_STALE' },
  })
  t.match(await set(9), { changes: [{ delta: 4, quantityAfterChange: 9 }] })
  t.match(await run('products.get', { id: backpack }), { variants: [{ inventoryQuantity: 43 }, {}] })
})

t.test('refusals name the fields of the input', async (t) => {
  const run = await startShop(t)
  await t.rejects(run('products.create', { title: '  ' }), {
    code: 'vendor_rejected',
    errors: [{ path: '/title', message: /blank/ }],
  })
  await t.rejects(
    run('variants.bulk_update', {
      productId: backpack,
      variants: [{ id: 'gid://shopify/ProductVariant/1', price: '1' }],
    }),
    { code: 'vendor_rejected', errors: [{ path: '/variants/0/id' }] },
  )
  await t.rejects(
    run('collections.reorder', {
      id: 'gid://shopify/Collection/8700000001001',
      moves: [{ productId: backpack, position: 0 }],
    }),
    { code: 'vendor_rejected', errors: [{ path: '/id', message: /manually sorted/ }] },
  )
  const season = {
    ownerId: backpack,
    namespace: 'custom',
    key: 'season',
    type: 'single_line_text_field',
    value: 'x',
  }
  await run('metafields.set', { metafields: [{ ...season, compareDigest: null }] })
  await t.rejects(run('metafields.set', { metafields: [{ ...season, compareDigest: null }] }), {
    code: 'conflict',
    errors: [{ path: '/metafields/0' }],
  })
  await t.rejects(
    run('metafield-definitions.create', {
      ownerType: 'PRODUCT',
      namespace: 'custom',
      key: 'care',
      name: 'Care',
      type: 'boolean',
    }),
    {
      errors: [{ path: '/key', message: /in use/ }],
    },
  )
})

t.test('input fields find their places, and refusals their way back', async (t) => {
  const { variables, pointer } = places({
    takes: ['id', 'page', 'identifier'],
    fields: ['id', 'title', 'seoTitle', 'handle', 'lines'],
    given: { seoTitle: 'seo.title', handle: '$identifier.handle' },
  })
  t.same(variables({ id: '1', title: 'A', seoTitle: 'B', handle: 'c', missing: undefined }), {
    id: '1',
    page: { title: 'A', seo: { title: 'B' } },
    identifier: { handle: 'c' },
  })
  const input = { title: 'A', lines: [{ sku: 'x' }] }
  t.equal(pointer(['page', 'title'], input), '/title')
  t.equal(pointer(['title'], input), '/title')
  t.equal(pointer(['input', 'seo', 'title'], input), '/seoTitle')
  t.equal(pointer(['page', 'unknown', '0'], input), '/unknown/0')
  t.equal(pointer(['id'], input), '/id')
  t.equal(pointer([], input), '')
  t.equal(pointer(['page', 'lines', '0', 'quantity'], input), '/lines/0/quantity', 'what is missing')
  t.equal(pointer(['page', 'lines', 'add', '0'], input), '/lines', 'where the input is of another shape')
  t.throws(() => places({ takes: ['a', 'b'], fields: ['c'], given: {} }), { message: /a and b/ })
})
