import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { refusal } from '@patchbay/google/emulator'
import { completeAge, dateOf, hourOf, today } from '../calendar.ts'
import { isSite, json, siteOf, type Call, type Handler } from '../call.ts'
import { readQuery, type SearchQuery } from '../search-query.ts'
import { searchRows, type WireRow } from '../search-rows.ts'
import { seriesIn } from '../state.ts'
import type { Site } from '../seed/sites.ts'

const minute = 60_000

/** Answers that are kept for the pages after the first. */
const mostAnswers = 12

export const searchAnalytics: Readonly<Record<string, Handler>> = {
  'webmasters.searchanalytics.query': (call) => {
    const site = siteOf(call, call.path['siteUrl'] ?? '')
    if (!isSite(site)) return site
    const query = readQuery(call.body ?? {})
    if ('status' in query) return query
    const refused = charge(call, site, query)
    if (refused !== undefined) return refused
    const rows = rowsOf(call, site, query).slice(query.startRow, query.startRow + query.rowLimit)
    return json({
      ...(rows.length === 0 ? {} : { rows }),
      responseAggregationType: query.aggregation,
      ...metadata(query, call.now),
    })
  },
}

const quota = (message: string): EmulatorAnswer =>
  refusal(403, message, undefined, { domain: 'usageLimits', reason: 'quotaExceeded' })

function charge({ state, token, now }: Call, site: Site, query: SearchQuery): EmulatorAnswer | undefined {
  const { meter, profile } = state
  const { searchesPerMinute: most, loadPerTenMinutes } = profile
  const isAdmitted =
    meter.takeInSpan(`searches of ${site.url}`, 1, most, minute, now) &&
    meter.takeInSpan(`searches by ${token.account}`, 1, most, minute, now)
  if (!isAdmitted) {
    return quota(
      'Search Analytics QPS quota exceeded. Learn about usage limits at https://developers.google.com/webmaster-tools/v3/limits.',
    )
  }
  const named = [...query.dimensions, ...query.filters.map(({ dimension }) => dimension)]
  const factor = named.includes('page') && named.includes('query') ? 4 : 1
  const load = (query.lastDay - query.firstDay + 1) * factor
  return meter.takeInSpan(`load of ${site.url}`, load, loadPerTenMinutes, 10 * minute, now)
    ? undefined
    : quota(
        'Search Analytics load quota exceeded. Learn about usage limits at https://developers.google.com/webmaster-tools/v3/limits.',
      )
}

function rowsOf({ state, now }: Call, site: Site, query: SearchQuery): readonly WireRow[] {
  const { rowLimit: _limit, startRow: _start, ...what } = query
  const key = JSON.stringify([site.url, today(now), what])
  const kept = state.answers.get(key)
  if (kept !== undefined) return kept
  const rows = searchRows(seriesIn(state, site), query, now)
  state.answers.set(key, rows)
  const [oldest] = state.answers.keys()
  if (state.answers.size > mostAnswers && oldest !== undefined) state.answers.delete(oldest)
  return rows
}

/** Where data is not whole yet. Both spellings have been seen in answers. */
function metadata({ dataState, dimensions, lastDay }: SearchQuery, now: number) {
  const incomplete = today(now) - completeAge + 1
  if (dataState === 'final' || lastDay < incomplete) return {}
  if (dimensions.includes('hour')) return { metadata: { first_incomplete_hour: hourOf(incomplete, 0) } }
  return dimensions.includes('date') ? { metadata: { firstIncompleteDate: dateOf(incomplete) } } : {}
}
