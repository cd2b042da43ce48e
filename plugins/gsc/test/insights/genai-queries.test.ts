import t from 'tap'
import { genaiQueries } from '../../src/insights/genai-queries.ts'
import { isQuestion } from '../../src/insights/question-words.ts'
import { row } from './support.ts'

t.test('questions are told by their words in several languages', async (t) => {
  for (const query of [
    'how do ferns reproduce',
    'What is the best soil',
    'can i water ferns daily',
    'wie oft Farne gießen',
    'où acheter des fougères',
    'cómo cuidar los helechos',
    'perché ingialliscono le felci',
    'hoe verzorg je varens',
    'hur ofta vattna ormbunkar',
    'какой грунт для папоротника',
    'ferns indoors?',
    'シダの育て方とは',
    '如何养蕨类植物',
    '고사리 어떻게 키워요',
    'फर्न कैसे उगाएं',
    'كيف أعتني بنبات السرخس',
  ]) {
    t.ok(isQuestion(query, 4), query)
  }
  for (const query of [
    'ferns',
    'who definition',
    'will smith latest movie',
    'can opener electric stainless',
    'fernhill garden centre opening hours',
    'シダのところ',
    'とこや',
    '幾何学',
    '',
  ]) {
    t.notOk(isQuestion(query, 4), query)
  }
})

t.test('long queries and questions are listed with the reason', async (t) => {
  const long = 'ferns for a dark bathroom without a window in the north'
  const rows = [
    row(long, 1, 30, 4),
    row('how to repot a fern', 2, 50, 6),
    row(`how do i choose ${long}`, 1, 20, 3),
    row('ferns', 96, 900, 1),
  ]
  const result = genaiQueries({ rows, dimensions: ['query'] })
  t.strictSame(
    result.rows.map(({ query, words, signals }) => [query, words, signals]),
    [
      ['how to repot a fern', 5, ['question']],
      [long, 11, ['long']],
      [`how do i choose ${long}`, 15, ['long', 'question']],
    ],
  )
  t.match(result, {
    rowCount: 3,
    totals: { clicks: 4, impressions: 100 },
    clicksShare: 0.04,
    impressionsShare: 0.1,
  })
})

t.test('nine words are not ten', async (t) => {
  const rows = [row('a b c d e f g h i', 0, 5), row('a b c d e f g h i j', 0, 5)]
  t.match(genaiQueries({ rows, dimensions: ['query'] }).rows, [{ words: 10 }])
  t.equal(genaiQueries({ rows, dimensions: ['query'], minWords: 9 }).rowCount, 2)
  t.equal(genaiQueries({ rows, dimensions: ['query'], minWords: 9, minImpressions: 6 }).rowCount, 0)
})
