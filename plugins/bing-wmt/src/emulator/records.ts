import { dayOf } from './calendar.ts'
import { chance } from './seed/chance.ts'
import { seedRecords } from './seed/records.ts'
import type { Site } from './seed/sites.ts'
import type { State } from './state.ts'

export interface Feed {
  readonly url: string
  readonly type: string
  readonly status: string
  readonly submitted: number
  /** Undefined for never. */
  readonly crawled: number | undefined
  readonly urls: number
  readonly size: number
  /** Of an index: what it names. */
  readonly children: readonly Feed[]
}

/** What a site was told, and what it is asked for by request. Times are in milliseconds since 1970. */
export interface SiteRecords {
  feeds: Feed[]
  blocked: Array<{ url: string; date: number; entityType: number; requestType: number }>
  previews: Array<{ url: string; reason: number; date: number }>
  parameters: Array<{ name: string; isEnabled: boolean; date: number }>
  regions: Array<{ url: string; country: string; type: number; date: number }>
  deepLinks: Array<{ market: string; searchUrl: string; deepLinkUrl: string }>
  connected: Array<{ url: string; isVerified: boolean; date: number | undefined }>
  roles: Array<{ email: string; role: number; delegator: string | null; date: number }>
  fetches: Array<{ url: string; date: number }>
  crawl: { isBoostAvailable: boolean; isBoostEnabled: boolean; rates: readonly number[] }
  /** Pages sent with their content, by day. */
  contents: Map<number, number>
}

/** The records of a site, which are made up when they are first asked for. */
export function recordsOf(state: State, site: Site, now: number): SiteRecords {
  const kept = state.records.get(site.url)
  if (kept !== undefined) return kept
  const records = seedRecords(site, dayOf(now))
  state.records.set(site.url, records)
  return records
}

/** The code with which a site proves whose it is. */
export function codeOf(kind: 'file' | 'dns', url: string): string {
  const hex = Array.from({ length: 32 }, (_, index) => Math.floor(chance(kind, url, index) * 16).toString(16))
  return kind === 'file' ? hex.join('').toUpperCase() : hex.join('')
}
