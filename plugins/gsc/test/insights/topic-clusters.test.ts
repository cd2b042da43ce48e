import t from 'tap'
import { topicClusters, type TopicClustersInput } from '../../src/insights/topic-clusters.ts'
import { row } from './support.ts'

const site = 'https://www.fernhill.example'
const rows = [
  row(`${site}/`, 40, 400, 2),
  row(`${site}/blog/ferns?ref=/shop/`, 10, 100, 4),
  row(`${site}/blog/mosses#top`, 20, 300, 8),
  row(`${site}/blog`, 1, 10, 8),
  row(`${site}/shop/ferns`, 29, 200, 6),
  row('https://help.fernhill.example/blog/old', 0, 50, 20),
]
const run = (input: Partial<TopicClustersInput> = {}) =>
  topicClusters({ rows, dimensions: ['page'], ...input })

t.test('pages belong to the first segment of their path', async (t) => {
  const { rows: clusters, unmatched } = run()
  t.equal(unmatched, null)
  t.strictSame(
    clusters.map(({ cluster, pages, clicks, impressions, clicksShare }) => ({
      cluster,
      pages,
      clicks,
      impressions,
      clicksShare,
    })),
    [
      { cluster: '/', pages: 1, clicks: 40, impressions: 400, clicksShare: 0.4 },
      { cluster: 'blog', pages: 4, clicks: 31, impressions: 460, clicksShare: 0.31 },
      { cluster: 'shop', pages: 1, clicks: 29, impressions: 200, clicksShare: 0.29 },
    ],
  )
  t.equal(clusters[1]?.position, 8.434783)
})

t.test('the top pages of a cluster are its most clicked', async (t) => {
  const [, blog] = run({ topPages: 2 }).rows
  t.match(blog?.topPages, [{ page: `${site}/blog/mosses#top` }, { page: `${site}/blog/ferns?ref=/shop/` }])
  t.equal(blog?.topPages.length, 2)
})

t.test('the first rule that fits the path decides, and the rest is kept apart', async (t) => {
  const { rows: clusters, unmatched } = run({
    rules: [
      { name: 'ferns', contains: 'ferns' },
      { name: 'reading', prefix: '/blog/' },
      { name: 'reading', prefix: '/magazine' },
      { name: 'shop', prefix: '/shop' },
    ],
  })
  t.strictSame(
    clusters.map(({ cluster, pages }) => [cluster, pages]),
    [
      ['ferns', 2],
      ['reading', 2],
    ],
  )
  t.match(unmatched, { pages: 2, clicks: 41, topPages: [{ page: `${site}/` }, { page: `${site}/blog` }] })
})

t.test('a prefix is one of the path, not of a part of it', async (t) => {
  const rules = [{ name: 'ferns', prefix: '/ferns' }]
  const { rows: clusters, unmatched } = run({
    rows: [row(`${site}/shop/ferns`, 1, 1), row(`${site}/ferns`, 2, 2)],
    rules,
  })
  t.match(clusters, [{ cluster: 'ferns', pages: 1, clicks: 2 }])
  t.match(unmatched, { pages: 1, clicks: 1 })
})

t.test('what is no URL is a path', async (t) => {
  const { rows: clusters } = run({ rows: [row('/a/b', 1, 1), row('c', 1, 1), row('', 1, 1)] })
  t.strictSame(
    clusters.map(({ cluster }) => cluster),
    ['/', 'a', 'c'],
  )
})

t.test('clusters come in pages', async (t) => {
  t.match(run({ limit: 1, offset: 2 }), { rows: [{ cluster: 'shop', clicksShare: 0.29 }], rowCount: 3 })
})
