import type { Environment } from './environment.ts'
import type { BenchOptions } from './options.ts'
import type { Ratio, Summary } from './summary.ts'

const headings = [
  'case',
  'req/s',
  'p50',
  'p99',
  'busy',
  'CPU µs',
  'open p50',
  'open p99',
  'of bare',
  'of undici',
  'of stacked',
  'of SDK',
  'failed',
]

/** The results as a table for a terminal, with what is needed to read it. */
export function report(
  summaries: readonly Summary[],
  environment: Environment,
  { seconds, rounds, connections }: BenchOptions,
  openRate: number,
): string {
  const { processor, cores, node, isPinned, loadBefore } = environment
  return [
    `${processor}, ${cores} cores, Node ${node}, ${isPinned ? 'server on a core of its own' : 'not pinned'}, ` +
      `load before ${loadBefore.toFixed(2)}`,
    `${rounds} rounds of ${seconds} s; closed loop with ${connections} connections; open loop at ${openRate}/s`,
    '',
    table([headings, ...summaries.map(cells)]),
    '',
    'Times in ms. "busy" is the share of a core that the server used in the closed loop; below 95 % the load was its',
    'limit, and only the ratio by CPU counts. Ratios: by req/s | by CPU time per request; above 1 is better than it.',
    '"stacked" is the row of the stacked libraries with Redis, "SDK" the better level of the official MCP SDK with one tool.',
  ].join('\n')
}

/** Columns of equal width: the first to the left, numbers to the right. */
export function table(rows: ReadonlyArray<readonly string[]>): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cells({ title, closed, open, toBare, toUndici, toStacked, toSdk, failed }: Summary): string[] {
  return [
    title,
    Math.round(closed.requestsPerSecond).toLocaleString('en'),
    closed.p50.toFixed(1),
    closed.p99.toFixed(1),
    `${Math.round(closed.busy * 100)} %`,
    closed.cpuPerRequest.toFixed(1),
    open.p50.toFixed(2),
    open.p99.toFixed(2),
    ratioCell(toBare),
    ratioCell(toUndici),
    ratioCell(toStacked),
    ratioCell(toSdk),
    failed === 0 ? '0' : `${failed} INVALID`,
  ]
}

const ratioCell = (ratio: Ratio | undefined): string =>
  ratio === undefined ? '-' : `${ratio.throughput.toFixed(2)} | ${ratio.cpu.toFixed(2)}`
