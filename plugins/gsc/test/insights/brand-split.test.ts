import t from 'tap'
import { brandSplit, type BrandSplitInput } from '../../src/insights/brand-split.ts'
import { simplify, wordsOf } from '../../src/insights/words.ts'
import { row } from './support.ts'

const rows = [
  row('Fernhill', 50, 100, 1),
  row('fernhillshop', 10, 50, 2),
  row('café fernhill berlin', 5, 50, 2),
  row('ferns', 15, 200, 8),
  row('green plants', 20, 600, 12),
]
const run = (input: Partial<BrandSplitInput>) =>
  brandSplit({ rows, dimensions: ['query'], brandTerms: ['fernhill'], ...input })
const brandQueries = (input: Partial<BrandSplitInput>) =>
  run(input).brand.topQueries.map(({ query }) => query)

t.test('queries are those of the brand or not', async (t) => {
  const { brand, nonBrand, withheld } = run({})
  t.match(brand, { queries: 3, clicks: 65, impressions: 200, ctr: 0.325, position: 1.5, clicksShare: 0.65 })
  t.match(nonBrand, { queries: 2, clicks: 35, impressions: 800, impressionsShare: 0.8, position: 11 })
  t.equal(withheld, null)
  t.strictSame(brandQueries({}), ['Fernhill', 'fernhillshop', 'café fernhill berlin'])
})

t.test('what Google withholds belongs to neither', async (t) => {
  t.strictSame(run({ totals: { clicks: 130, impressions: 1500 } }).withheld, { clicks: 30, impressions: 500 })
})

t.test('whole words can be asked for', async (t) => {
  t.strictSame(brandQueries({ match: 'words' }), ['Fernhill', 'café fernhill berlin'])
  t.strictSame(brandQueries({ match: 'words', brandTerms: ['Cafe  FERNHILL'] }), ['café fernhill berlin'])
  t.strictSame(brandQueries({ match: 'words', brandTerms: ['fern'] }), [])
})

t.test('terms are plain text; case and accents do not matter', async (t) => {
  t.strictSame(brandQueries({ brandTerms: ['.*', '(', 'CAFÉ'] }), ['café fernhill berlin'])
  t.strictSame(brandQueries({ brandTerms: ['CAFE\u0301'] }), ['café fernhill berlin'])
})

t.test('no term, or an empty one, is no brand', async (t) => {
  for (const match of ['contains', 'words'] as const) {
    t.equal(run({ brandTerms: [], match }).brand.queries, 0)
    t.equal(run({ brandTerms: ['', '  ', '?!'].slice(0, match === 'words' ? 3 : 2), match }).brand.queries, 0)
  }
})

t.test('nothing has no shares', async (t) => {
  t.match(run({ rows: [] }).brand, { queries: 0, clicksShare: null, impressionsShare: null, ctr: null })
  t.equal(run({ topQueries: 1 }).brand.topQueries.length, 1)
})

t.test('texts are simplified and parted into words', async (t) => {
  t.equal(simplify(' ＡＢＣ Ünïcode '), 'abc unicode')
  t.notSame(simplify('がき'), simplify('かき'), 'in Kana a mark makes another letter')
  t.equal(simplify('고사리'), '고사리')
  t.strictSame(wordsOf('हिन्दी भाषा'), ['हिन्दी', 'भाषा'])
  t.strictSame(wordsOf("qu'est-ce que c'est?"), ['qu', 'est', 'ce', 'que', 'c', 'est'])
})
