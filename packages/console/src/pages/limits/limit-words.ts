import type { Limit } from '../../api/limits.ts'
import { formatCount, formatDuration } from '../../parts/format.ts'

/** What tells one count from all others. */
export const limitKey = ({ connector, connection, limit, values }: Limit): string =>
  JSON.stringify([
    connector,
    connection,
    limit,
    Object.entries(values).toSorted(([one], [other]) => one.localeCompare(other)),
  ])

/** What is counted together, such as one site of the connection. */
export function describeLimit({ limit, values, per }: Limit): string {
  // The connection has a column of its own.
  const counted = per.filter((key) => key !== 'connection')
  const words = counted.map((key) => [key.replace(/^request\./, ''), values[key]].join(' ').trim())
  return words.length === 0 ? limit : `${limit} of ${words.join(', ')}`
}

/** How what was taken comes back. */
export function describeRefill({ kind, refillPerSecond, window, timeZone, fullIn, unit }: Limit): string {
  const full = fullIn !== undefined && fullIn > 0 ? `, full in ${formatDuration(fullIn)}` : ''
  if (kind === 'concurrency') return 'as requests end'
  if (kind === 'bucket') return `${formatRate(refillPerSecond ?? 0)} ${unit} a second${full}`
  const zone = timeZone === undefined ? '' : ` in ${timeZone}`
  return `${window === undefined ? 'with each window' : `each ${window}${zone}`}${full}`
}

const formatRate = (value: number): string =>
  value >= 100 ? formatCount(Math.round(value)) : String(Number(value.toPrecision(2)))
