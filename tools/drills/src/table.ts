import type { DrillReport } from './drill.ts'

/** The reports as a table in Markdown. */
export function table(reports: readonly DrillReport[]): string {
  const rows = reports.map(({ id, promise, target, measured, pass, seconds }) => [
    id,
    promise,
    target,
    `${measured} (${seconds.toFixed(1)} s)`,
    pass ? 'pass' : 'MISS',
  ])
  const lines = [['id', 'promise', 'target', 'measured', 'result'], Array<string>(5).fill('---'), ...rows]
  return lines.map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n')
}

const escaped = (cell: string): string => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')
