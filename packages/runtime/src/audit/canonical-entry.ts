import { hash } from 'node:crypto'
import type { AuditDetails, AuditEntry } from './audit-entry.ts'

/** Characters of one text. Longer ones are cut: what matters of them is in their beginning. */
const longest = 500

/** A text as it can be kept: without the two things that are not the same in JSON, in Postgres and in UTF-8. */
export const auditText = (text: string): string => text.slice(0, longest).replaceAll('\0', '').toWellFormed()

/** Details in the form of RFC 8785: names in the order of their code units, no spaces. */
export function canonicalDetails(details: AuditDetails): string {
  const members = Object.keys(details)
    .toSorted()
    .map((name) => {
      const value = details[name]
      return `${JSON.stringify(auditText(name))}:${JSON.stringify(typeof value === 'string' ? auditText(value) : (value ?? null))}`
    })
  return `{${members.join(',')}}`
}

/** The text that the hash of an entry is of: the entry in the form of RFC 8785, without its hash. */
export function canonicalEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const text = JSON.stringify
  return (
    `{"action":${text(entry.action)},"actor":${text(entry.actor)},"actorKind":${text(entry.actorKind)},` +
    `"after":${text(entry.after)},"before":${text(entry.before)},"details":${entry.details},"format":1,` +
    `"id":${text(entry.id)},"outcome":${text(entry.outcome)},"previous":${text(entry.previous)},` +
    `"requestId":${text(entry.requestId)},"sequence":${entry.sequence},"target":${text(entry.target)},` +
    `"tenant":${text(entry.tenant)},"time":"${instantOf(entry.time)}","traceId":${text(entry.traceId)}}`
  )
}

/** The hash of an entry. */
export const hashOf = (entry: Omit<AuditEntry, 'hash'>): string => hash('sha256', canonicalEntry(entry))

/** The link of the chain over all tenants that an entry makes. */
export const chainOf = (sequence: number, before: string, entryHash: string): string =>
  hash('sha256', `${sequence}:${before}:${entryHash}`)

// What is stored may have been made into anything.
const instantOf = (time: number): string => (Number.isFinite(time) ? new Date(time).toISOString() : 'never')
