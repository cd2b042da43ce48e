import { fileURLToPath } from 'node:url'
import { openApp, type OpenApp } from '../support/open-app.ts'

/** What a copy of many properties came to. */
export interface Sync {
  readonly rows: number
  /** Days with at least one row, of all properties together. */
  readonly days: number
  readonly seconds: number
  /** Requests to Google by what became of them. */
  readonly attempts: Readonly<Record<string, number>>
  /** Problems that a caller saw, by code. */
  readonly problems: Readonly<Record<string, number>>
}

const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** Streams that are open at once. */
const together = 6

/** Exports the last days of so many emulated properties, as a caller does who keeps a copy, and notes what it meets. */
export async function syncSites(sites: number, days: number): Promise<Sync> {
  const app = await openApp(
    { connectors: './plugins/gsc', useMockData: true, callRate: 'off', logLevel: 'warn', vendorAttempts: 3 },
    { baseFolder: root },
  )
  try {
    const siteUrls = Array.from({ length: sites }, (_, index) => `sc-domain:site-${index + 1}.example`)
    for (const siteUrl of siteUrls) await addSite(app, siteUrl)
    const begun = performance.now()
    const problems: Record<string, number> = {}
    const seen = new Set<string>()
    let rows = 0
    const left = siteUrls.values()
    const sync = async (): Promise<void> => {
      for (const siteUrl of left) {
        const { text } = await app.call('gsc/search-analytics.export', { siteUrl, days })
        for (const { data, problem, code } of linesOf(text)) {
          const failure = problem?.code ?? code
          if (failure !== undefined) problems[failure] = (problems[failure] ?? 0) + 1
          if (data === undefined) continue
          rows += 1
          seen.add(`${siteUrl} ${data.date}`)
        }
      }
    }
    await Promise.all(Array.from({ length: together }, sync))
    const seconds = (performance.now() - begun) / 1_000
    return { rows, days: seen.size, seconds, attempts: await attemptsOf(app), problems }
  } finally {
    await app.close()
  }
}

async function addSite(app: OpenApp, siteUrl: string): Promise<void> {
  for (const [operation, input] of [
    ['sites.add', { siteUrl }],
    ['verification.verify', { siteUrl, method: 'DNS_TXT' }],
  ] as const) {
    const { status, text } = await app.call(`gsc/${operation}`, input)
    if (status !== 200) throw new Error(`${operation} of ${siteUrl}: ${text}`)
  }
}

interface Line {
  readonly data?: { readonly date: string }
  readonly problem?: { readonly code: string }
  readonly code?: string
}

const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)

/** Requests of the connector to Google, by outcome. */
async function attemptsOf(app: OpenApp): Promise<Record<string, number>> {
  const { text } = await app.fetch('/metrics')
  const attempts: Record<string, number> = {}
  for (const [, outcome = '', count] of text.matchAll(
    /^patchbay_vendor_attempt_duration_seconds_count\{[^}]*outcome="([a-z_]+)"[^}]*\} (\d+)/gm,
  ))
    attempts[outcome] = (attempts[outcome] ?? 0) + Number(count)
  return attempts
}
