import t from 'tap'
import { startShop } from './start-shop.ts'

const journal = 'gid://shopify/Blog/1300000001001'

t.test('a page is written, found, moved and deleted', async (t) => {
  const run = await startShop(t)
  const { id } = await run('pages.create', { title: 'Size guide', body: '<p>Large &amp; small.</p>' })
  t.match(await run('pages.search', { text: 'size', published: 'published' }), {
    items: [{ id, handle: 'size-guide' }],
  })
  t.match(await run('pages.update', { id, isPublished: false }), { isPublished: false, publishedAt: null })
  t.match(await run('pages.search', { published: 'unpublished', text: 'size' }), { items: [{ id }] })
  await run('pages.update', { id, handle: 'sizes', redirectNewHandle: true })
  t.match(await run('redirects.search', { path: '/pages/size-guide' }), {
    items: [{ target: '/pages/sizes' }],
  })
  await run('pages.delete', { id })
  await t.rejects(run('pages.get', { id }), { code: 'not_found', errors: [{ path: '/id' }] })
})

t.test('an article belongs to a blog, which counts it', async (t) => {
  const run = await startShop(t)
  const { id } = await run('articles.create', {
    blogId: journal,
    title: 'Snow',
    author: 'Ida',
    tags: ['winter'],
  })
  t.match(await run('articles.search', { tag: 'winter', author: 'Ida' }), {
    items: [{ id, blogTitle: 'Journal' }],
  })
  t.match(await run('blogs.list', {}), { items: [{ id: journal, articleCount: 2 }] })
  const { id: news } = await run('blogs.create', { title: 'News' })
  t.match(await run('articles.update', { id, blogId: news, author: 'Jo' }), {
    blogId: news,
    author: 'Jo',
    title: 'Snow',
  })
  await run('articles.delete', { id })
  t.match(await run('articles.search', { blogId: news as string }), { items: { length: 0 } })
})

t.test('what Shopify refuses of content names the field', async (t) => {
  const run = await startShop(t)
  const refused = (name: string, input: Record<string, unknown>, path: string, message: RegExp) =>
    t.rejects(run(name, input), { errors: [{ path, message }] }, `${name} ${message.source}`)
  await refused('pages.create', { title: 'x', handle: 'about-us' }, '/handle', /already been taken/)
  await refused(
    'pages.create',
    { title: 'x', isPublished: true, publishDate: '2099-01-01' },
    '',
    /future publish date/,
  )
  const article = { blogId: 'gid://shopify/Blog/1', title: 'x', author: 'y' }
  await refused('articles.create', article, '', /existing blog/)
  await refused('redirects.create', { path: '/tents', target: '/' }, '/path', /already been taken/)
  const menu = { id: 'gid://shopify/Menu/1450000001001', title: 'Main', handle: 'other', items: [] }
  await refused('menus.update', menu, '/handle', /default menu/)
})

t.test('a menu is what it is set to, items within items', async (t) => {
  const run = await startShop(t)
  const items = [
    { title: 'Shop', type: 'CATALOG', items: [{ title: 'Help', type: 'HTTP', url: 'https://a.example/' }] },
  ]
  await run('menus.update', { id: 'gid://shopify/Menu/1450000001001', title: 'Main', items })
  t.match(await run('menus.list', {}), { items: [{ title: 'Main', items }] })
})
