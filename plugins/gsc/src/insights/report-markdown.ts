import type { Static } from '@patchbay/contract'
import { decimal, escapeMarkdown, percent, signed, tableOf, wholeNumber } from './markdown.ts'
import type { ReportData } from './report-result.ts'

type Data = Static<typeof ReportData>
type Mover = Data['movers'][number]['gains'][number]
type Wins = NonNullable<Data['quickWins']>

const keyNames = ['query', 'page', 'country', 'device', 'searchAppearance'] as const

/** Writes a report as Markdown. */
export function renderReport(data: Data): string {
  const { siteUrl, current, previous } = data
  const parts = [
    `# Search performance of ${escapeMarkdown(siteUrl)}`,
    `${current.startDate} to ${current.endDate}, compared with ${previous.startDate} to ${previous.endDate}.`,
    '## Totals',
    totalsOf(data.totals),
    ...data.movers.flatMap(({ dimensions, gains, losses }) => {
      const what = escapeMarkdown(dimensions.join(' and '))
      return [...moversOf(`Gains by ${what}`, gains), ...moversOf(`Losses by ${what}`, losses)]
    }),
    ...(data.quickWins === null ? [] : quickWinsOf(data.quickWins)),
    ...(data.notes.length === 0
      ? []
      : ['## Notes', data.notes.map((note) => `- ${escapeMarkdown(note)}`).join('\n')]),
  ]
  return `${parts.join('\n\n')}\n`
}

function totalsOf({ current, previous, change, relativeChange }: Data['totals']): string {
  return tableOf(
    ['', 'Now', 'Before', 'Change', 'Change in %'],
    [
      [
        'Clicks',
        wholeNumber(current.clicks),
        wholeNumber(previous.clicks),
        signed(change.clicks, wholeNumber),
        signed(relativeChange.clicks, percent),
      ],
      [
        'Impressions',
        wholeNumber(current.impressions),
        wholeNumber(previous.impressions),
        signed(change.impressions, wholeNumber),
        signed(relativeChange.impressions, percent),
      ],
      [
        'Click-through rate',
        percent(current.ctr),
        percent(previous.ctr),
        signed(change.ctr, percentPoints),
        signed(relativeChange.ctr, percent),
      ],
      [
        'Mean position',
        decimal(current.position),
        decimal(previous.position),
        signed(change.position, decimal),
        signed(relativeChange.position, percent),
      ],
    ],
  )
}

const percentPoints = (value: number): string => `${(value * 100).toFixed(1)} points`

function moversOf(title: string, movers: readonly Mover[]): string[] {
  const heading = `## ${title}`
  if (movers.length === 0) return [heading, 'None.']
  return [
    heading,
    tableOf(
      ['What', 'Clicks', 'Before', 'Change', 'Impressions', 'Position', 'Before'],
      movers.map((mover) => [
        labelOf(mover),
        wholeNumber(mover.current.clicks),
        wholeNumber(mover.previous.clicks),
        signed(mover.change.clicks, wholeNumber),
        wholeNumber(mover.current.impressions),
        decimal(mover.current.position),
        decimal(mover.previous.position),
      ]),
    ),
  ]
}

function quickWinsOf({ rows, rowCount, benchmark, potentialClicks }: Wins): string[] {
  const basis =
    benchmark.source === 'property'
      ? `the median of ${wholeNumber(benchmark.rows)} own rows there`
      : 'a rough average of the web, for there are too few own rows there'
  const heading = '## Quick wins'
  if (rows.length === 0) return [heading, 'None.']
  return [
    heading,
    `${wholeNumber(rowCount)} in all, worth about ${wholeNumber(potentialClicks)} clicks if they reached position ` +
      `${decimal(benchmark.position)} and a click-through rate of ${percent(benchmark.ctr)}: ${basis}.`,
    tableOf(
      ['What', 'Potential clicks', 'Clicks', 'Impressions', 'Click-through rate', 'Position'],
      rows.map((row) => [
        labelOf(row),
        wholeNumber(row.potentialClicks),
        wholeNumber(row.clicks),
        wholeNumber(row.impressions),
        percent(row.ctr),
        decimal(row.position),
      ]),
    ),
  ]
}

function labelOf(row: { readonly [Name in (typeof keyNames)[number]]?: string }): string {
  return keyNames
    .flatMap((name) => {
      const value = row[name]
      return value === undefined ? [] : [escapeMarkdown(value)]
    })
    .join(' – ')
}
