import type { AuditFilter } from '../../api/audit.ts'

const fields = ['actor', 'action', 'target', 'outcome', 'from', 'to'] as const

/** What the address says of the filter. */
export const readAuditFilter = (search: URLSearchParams): AuditFilter =>
  Object.fromEntries(fields.map((field) => [field, search.get(field) || undefined]))

/** Without what is empty, which filters nothing. */
export function writeAuditFilter(filter: AuditFilter): URLSearchParams {
  const search = new URLSearchParams()
  for (const field of fields) {
    const value = filter[field]?.trim()
    if (value !== undefined && value !== '') search.set(field, value)
  }
  return search
}
