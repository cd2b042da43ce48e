import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { readTimeRange, writeTimeRange, type TimeRange } from './time-range.ts'

/** The range that the address of the page names, so that a link shows others the same. */
export function useTimeRange(): readonly [TimeRange, (range: TimeRange) => void] {
  const [search, setSearch] = useSearchParams()
  const range = useMemo(() => readTimeRange(search), [search])
  const choose = useCallback(
    (chosen: TimeRange) => setSearch((current) => writeTimeRange(current, chosen)),
    [setSearch],
  )
  return [range, choose]
}
