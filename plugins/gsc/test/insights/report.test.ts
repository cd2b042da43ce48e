import t from 'tap'
import { decimal, escapeMarkdown, percent, signed, wholeNumber } from '../../src/insights/markdown.ts'
import { report, type ReportInput } from '../../src/insights/report.ts'
import { row } from './support.ts'

const input: ReportInput = {
  siteUrl: 'sc-domain:fernhill.example',
  current: { startDate: '2026-10-26', endDate: '2026-11-22', rows: [row([], 1500, 30_000, 8.26)] },
  previous: { startDate: '2026-09-28', endDate: '2026-10-25', rows: [row([], 1000, 25_000, 9)] },
  movers: [
    {
      current: [row('ferns', 90, 1000, 3), row('a | b\n# c', 10, 100, 9), row('even', 5, 50, 4)],
      previous: [row('ferns', 40, 900, 5), row('a | b\n# c', 30, 100, 5), row('even', 5, 50, 4)],
      dimensions: ['query'],
    },
  ],
  quickWins: {
    rows: [row(['ferns indoors', 'https://fernhill.example/ferns_indoors?a=1&b=2'], 10, 1000, 6)],
    dimensions: ['query', 'page'],
  },
  notes: ['Data is final.'],
}

t.test('a report has its numbers as data', async (t) => {
  const result = report(input)
  t.match(result.totals, { change: { clicks: 500, impressions: 5000 }, relativeChange: { clicks: 0.5 } })
  t.match(result.movers, [
    {
      dimensions: ['query'],
      gains: [{ query: 'ferns', change: { clicks: 50 } }],
      losses: [{ query: 'a | b\n# c', change: { clicks: -20 } }],
    },
  ])
  t.match(result.quickWins, { rowCount: 1, benchmark: { source: 'fallback' } })
  t.equal(result.movers[0]?.gains.length, 1)
})

t.test('and as Markdown', async (t) => {
  t.equal(
    report(input).markdown,
    `# Search performance of sc-domain:fernhill.example

2026-10-26 to 2026-11-22, compared with 2026-09-28 to 2026-10-25.

## Totals

|  | Now | Before | Change | Change in % |
| --- | ---: | ---: | ---: | ---: |
| Clicks | 1,500 | 1,000 | +500 | +50.0 % |
| Impressions | 30,000 | 25,000 | +5,000 | +20.0 % |
| Click-through rate | 5.0 % | 4.0 % | +1.0 points | +25.0 % |
| Mean position | 8.3 | 9.0 | -0.7 | -8.2 % |

## Gains by query

| What | Clicks | Before | Change | Impressions | Position | Before |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| ferns | 90 | 40 | +50 | 1,000 | 3.0 | 5.0 |

## Losses by query

| What | Clicks | Before | Change | Impressions | Position | Before |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| a \\| b # c | 10 | 30 | -20 | 100 | 9.0 | 5.0 |

## Quick wins

1 in all, worth about 90 clicks if they reached position 3.0 and a click-through rate of 10.0 %: a rough average of the web, for there are too few own rows there.

| What | Potential clicks | Clicks | Impressions | Click-through rate | Position |
| --- | ---: | ---: | ---: | ---: | ---: |
| ferns indoors – https://fernhill.example/ferns_indoors?a=1&b=2 | 90 | 10 | 1,000 | 1.0 % | 6.0 |

## Notes

- Data is final.
`,
  )
})

t.test('parts that were not asked for, or are empty, are no tables', async (t) => {
  const { markdown, quickWins, movers } = report({ ...input, movers: [], quickWins: null, notes: [] })
  t.equal(quickWins, null)
  t.strictSame(movers, [])
  t.notMatch(markdown, /Quick wins|Gains|Notes/)
  const empty = report({
    ...input,
    movers: [{ current: [], previous: [], dimensions: ['page'] }],
    quickWins: { rows: [], dimensions: ['query'] },
    previous: { ...input.previous, rows: [] },
  }).markdown
  t.match(empty, '## Gains by page\n\nNone.')
  t.match(empty, '## Quick wins\n\nNone.')
  t.match(empty, '| Mean position | 8.3 | – | – | – |')
})

t.test('how much is shown are parameters', async (t) => {
  const result = report({ ...input, topMovers: 1, topQuickWins: 1 })
  t.equal(result.quickWins?.rows.length, 1)
  t.equal(result.movers[0]?.losses.length, 1)
})

t.test('no query can break out of its cell or into Markdown', async (t) => {
  const cases = [
    ['a|b', 'a\\|b'],
    ['a\r\nb\tc\u2028d', 'a b c d'],
    ['a\\|b', 'a\\\\\\|b'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['[text](https://x.example)', '\\[text\\](https://x.example)'],
    ['`code` *bold* ~gone~', '\\`code\\` \\*bold\\* \\~gone\\~'],
    ['_emphasis_ snake_case', '\\_emphasis\\_ snake_case'],
    ['?a=1&b=2 &lt; &#60;', '?a=1&b=2 \\&lt; \\&#60;'],
  ] as const
  for (const [text, escaped] of cases) t.equal(escapeMarkdown(text), escaped)
})

t.test('numbers are written for people', async (t) => {
  t.equal(wholeNumber(1234567.4), '1,234,567')
  t.equal(percent(0.0349), '3.5 %')
  t.equal(percent(null), '–')
  t.equal(decimal(7.25), '7.3')
  t.equal(signed(-0.01, decimal), '0.0')
  t.equal(signed(0, wholeNumber), '0')
  t.equal(signed(-3, wholeNumber), '-3')
  t.equal(signed(null, wholeNumber), '–')
})
