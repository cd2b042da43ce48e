import type { ComplianceReport } from './compliance-report.ts'

type Cell = string | number | boolean | null

/** The report for people. What tenants have named themselves is shown as text, whatever it looks like. */
export function complianceMarkdown(report: ComplianceReport): string {
  const { access, changes, credentialUse, rotations, failures } = report
  return [
    `# Compliance report of ${text(report.tenant)}`,
    `From ${report.from} to ${report.to}; made of ${report.entries} audit entries.`,
    '## API keys',
    table(
      ['key', 'name', 'role', 'restricted', 'made by', 'made', 'expires', 'revoked', 'last used'],
      access.keys.map((key) => [
        key.id,
        key.name,
        key.role,
        key.isRestricted ? 'yes' : 'no',
        key.createdBy,
        key.createdAt,
        key.expiresAt,
        key.revokedAt,
        key.lastUsedAt,
      ]),
    ),
    '## Who changed or called something',
    table(
      ['principal', 'kind', 'entries', 'first', 'last'],
      access.principals.map((one) => [one.actor, one.actorKind, one.count, one.first, one.last]),
    ),
    '## Use of credentials',
    'Calls that are not reads, by the connection whose credentials they used.',
    table(
      ['connection', 'principal', 'calls', 'of which failed', 'first', 'last'],
      credentialUse.map((one) => [one.connection, one.actor, one.count, one.failed, one.first, one.last]),
    ),
    '## Rotations',
    table(
      ['time', 'principal', 'action', 'target'],
      rotations.map((one) => [one.time, one.actor, one.action, one.target]),
    ),
    '## Refused and failed',
    table(
      ['principal', 'action', 'outcome', 'times', 'first', 'last'],
      failures.map((one) => [one.actor, one.action, one.outcome, one.count, one.first, one.last]),
    ),
    '## Changes',
    changes.count > changes.listed.length
      ? `The first ${changes.listed.length} of ${changes.count}; the export has all.`
      : `${changes.count} in all.`,
    table(
      ['time', 'principal', 'action', 'target'],
      changes.listed.map((one) => [one.time, one.actor, one.action, one.target]),
    ),
    '',
  ].join('\n\n')
}

function table(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return 'None.'
  const line = (cells: readonly Cell[]): string => `| ${cells.map((cell) => text(cell)).join(' | ')} |`
  return [line(columns), `|${' --- |'.repeat(columns.length)}`, ...rows.map(line)].join('\n')
}

const text = (cell: Cell): string =>
  String(cell ?? '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|#!~]/g, (character) => `\\${character}`)
