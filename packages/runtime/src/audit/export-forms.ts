import type { AuditEntry } from './audit-entry.ts'
import { canonicalEntry } from './canonical-entry.ts'

/** What stands between the text that the hash is of, without its last brace, and the hash. */
const separator = ',"hash":"'

/** An entry as one line of JSON. Without its last member it is the text that its hash is of. */
export const toLine = (entry: AuditEntry): string =>
  `${canonicalEntry(entry).slice(0, -1)}${separator}${entry.hash}"}`

/** The text that the hash of a line should be of, and that hash; undefined if it is no such line. */
export function hashedText(line: string): { text: string; hash: string } | undefined {
  const at = line.lastIndexOf(separator)
  const hash = /^([0-9a-f]{64})"\}$/.exec(line.slice(at + separator.length))?.[1]
  return at === -1 || hash === undefined ? undefined : { text: `${line.slice(0, at)}}`, hash }
}

const columns = [
  'sequence',
  'time',
  'tenant',
  'actor',
  'actorKind',
  'action',
  'target',
  'outcome',
  'traceId',
  'requestId',
  'before',
  'after',
  'details',
  'id',
  'previous',
  'hash',
] as const satisfies readonly (keyof AuditEntry)[]

export const csvHeader = `${columns.join(',')}\r\n`

/** An entry as a line of CSV (RFC 4180). */
export const toCsv = (entry: AuditEntry): string =>
  `${columns.map((column) => cell(column === 'time' ? new Date(entry.time).toISOString() : entry[column])).join(',')}\r\n`

// Spreadsheets take a text that begins so for a formula, which an apostrophe before it prevents.
const formula = /^[=+\-@\t\r\n|]/

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = formula.test(value.trimStart()) || formula.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}
