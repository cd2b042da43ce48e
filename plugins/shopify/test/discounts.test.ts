import t from 'tap'
import { startShop } from './start-shop.ts'

const ten = 'gid://shopify/DiscountCodeNode/1700000001001'
const startsAt = '2026-01-01T00:00:00Z'

t.test('a code is made, found, ended, begun again and deleted', async (t) => {
  const run = await startShop(t)
  const made = await run('discounts.create_code_basic', {
    title: 'Spring',
    code: 'SPRING',
    startsAt,
    off: { percent: 12.5 },
    on: { productIds: ['gid://shopify/Product/8100000001001'] },
    minimum: { quantity: 2 },
  })
  const { id } = made
  t.match(await run('discounts.get_by_code', { code: 'spring' }), { id, title: 'Spring', codes: ['SPRING'] })
  t.match(await run('discounts.search', { kind: 'percentage', text: 'spring' }), { items: [{ id }] })
  t.match(await run('discounts.deactivate_code', { id }), { status: 'EXPIRED' })
  t.match(await run('discounts.search', { status: 'expired' }), { items: [{ id }] })
  t.match(await run('discounts.activate_code', { id }), { status: 'ACTIVE', endsAt: null })
  t.match(await run('discounts.update_code_basic', { id, usageLimit: 3 }), {
    usageLimit: 3,
    codes: ['SPRING'],
  })
  t.same(await run('discounts.delete_code', { id }), { id })
  await t.rejects(run('discounts.get', { id }), { code: 'not_found', errors: [{ path: '/id' }] })
  await t.rejects(run('discounts.get_by_code', { code: 'SPRING' }), {
    code: 'not_found',
    errors: [{ path: '/code' }],
  })
})

t.test('codes are added, but for those that are taken', async (t) => {
  const run = await startShop(t)
  t.match(await run('discounts.add_codes', { id: ten, codes: ['A', 'B', 'ten'] }), {
    codeCount: 3,
    done: false,
  })
  t.match(await run('discounts.get', { id: ten }), { codeCount: 3, codes: ['TEN', 'A', 'B'] })
})

t.test('automatic discounts are found beside those with a code', async (t) => {
  const run = await startShop(t)
  const { id } = await run('discounts.create_automatic_basic', {
    title: 'Now',
    startsAt,
    off: { amount: '3.00' },
  })
  t.match(await run('discounts.search', { method: 'automatic', status: 'active' }), {
    items: [{ id, type: 'DiscountAutomaticBasic', codes: null, usageLimit: null }],
  })
  t.match(await run('discounts.get', { id: id as string }), { title: 'Now' })
})

t.test('a discount is also known by the name that Shopify gives either kind', async (t) => {
  const run = await startShop(t)
  const id = 'gid://shopify/DiscountNode/1700000001001'
  t.match(await run('discounts.get', { id }), { title: 'TEN' })
  t.match(await run('discounts.deactivate_code', { id }), { id: ten, status: 'EXPIRED' })
  t.match(await run('discounts.update_code_basic', { id, usageLimit: 2 }), { id: ten, usageLimit: 2 })
  t.same(await run('discounts.delete_code', { id }), { id: ten })
  const winter = 'gid://shopify/DiscountAutomaticNode/1750000001001'
  const asEither = winter.replace('DiscountAutomaticNode', 'DiscountNode')
  t.match(await run('discounts.get', { id: asEither }), { id: winter })
  t.same(await run('discounts.delete_automatic', { id: asEither }), { id: winter })
})

t.test('what Shopify refuses of a discount names the field', async (t) => {
  const run = await startShop(t)
  const given = { title: 'x', code: 'X', startsAt, off: { percent: 5 } }
  const refused = (change: Record<string, unknown>, path: string, message: RegExp) =>
    t.rejects(
      run('discounts.create_code_basic', { ...given, ...change }),
      { errors: [{ path, message }] },
      path,
    )
  await refused({ code: 'ten' }, '/code', /must be unique/)
  await refused({ endsAt: '2025-01-01' }, '/endsAt', /after starts_at/)
  await refused({ on: { productIds: ['gid://shopify/Product/7'] } }, '/on', /id: 7 is invalid/)
  await refused({ on: { collectionIds: ['gid://shopify/Collection/7'] } }, '/on', /Collection with id: 7/)
  const some = { quantity: 1, items: { collectionIds: ['gid://shopify/Collection/8700000001001'] } }
  const none = { quantity: 1, items: { productIds: ['gid://shopify/Product/7'] } }
  await t.rejects(
    run('discounts.create_code_bxgy', {
      title: 'x',
      code: 'X',
      startsAt,
      buys: none,
      gets: { ...some, percent: 100 },
    }),
    { errors: [{ path: '/buys/items', message: /Product with id: 7/ }] },
  )
  await t.rejects(run('discounts.delete_code', { id: 'gid://shopify/DiscountCodeNode/7' }), {
    code: 'not_found',
    errors: [{ path: '/id' }],
  })
})
