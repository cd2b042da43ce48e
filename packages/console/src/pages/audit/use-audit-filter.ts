import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { AuditFilter } from '../../api/audit.ts'
import { readAuditFilter, writeAuditFilter } from './audit-filter-search.ts'

/** Which entries the address of the page asks for. */
export function useAuditFilter(): readonly [AuditFilter, (filter: AuditFilter) => void] {
  const [search, setSearch] = useSearchParams()
  const filter = useMemo(() => readAuditFilter(search), [search])
  return [filter, (chosen) => setSearch(writeAuditFilter(chosen), { replace: true })]
}
