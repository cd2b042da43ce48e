import type { ErrorGroupFilter, ErrorGroupState } from '../../api/error-groups.ts'
import { errorSources } from './error-sources.ts'

export const errorStates: readonly ErrorGroupState[] = ['open', 'muted', 'resolved']

/** What the address says of the filter. It says nothing while only open errors are looked at. */
export function readErrorFilter(search: URLSearchParams): ErrorGroupFilter {
  const written = search.get('state') ?? 'open'
  return {
    state: errorStates.find((state) => state === written),
    connector: search.get('connector') ?? undefined,
    code: search.get('code') ?? undefined,
    source: errorSources.find((source) => source === search.get('source')),
  }
}

export function writeErrorFilter({ state, connector, code, source }: ErrorGroupFilter): URLSearchParams {
  const search = new URLSearchParams()
  if (state !== 'open') search.set('state', state ?? 'all')
  if (connector !== undefined) search.set('connector', connector)
  if (code !== undefined) search.set('code', code)
  if (source !== undefined) search.set('source', source)
  return search
}
