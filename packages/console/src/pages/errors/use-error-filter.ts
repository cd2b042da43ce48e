import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { ErrorGroupFilter } from '../../api/error-groups.ts'
import { readErrorFilter, writeErrorFilter } from './error-filter-search.ts'

/** Which errors the address of the page asks for. */
export function useErrorFilter(): readonly [ErrorGroupFilter, (filter: ErrorGroupFilter) => void] {
  const [search, setSearch] = useSearchParams()
  const filter = useMemo(() => readErrorFilter(search), [search])
  return [filter, (chosen) => setSearch(writeErrorFilter(chosen), { replace: true })]
}
