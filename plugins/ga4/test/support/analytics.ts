import { startEmulator, type EmulatorHost } from '@patchbay/emulator'
import type { Test } from 'tap'
import { ga4Emulator, type Profile } from '../../src/emulator/ga4-emulator.ts'
import { emulatorTime, tokenOf } from './call.ts'

/** Properties of the emulator, by what they are for. */
export const property = {
  shop: '311111111',
  large: '322222222',
  thresholded: '333333333',
  empty: '344444444',
  sampled: '355555555',
} as const

export interface WireRow {
  readonly dimensionValues?: ReadonlyArray<{ readonly value: string }>
  readonly metricValues?: ReadonlyArray<{ readonly value: string }>
}

export interface WireBody {
  readonly rows?: readonly WireRow[]
  readonly totals?: readonly WireRow[]
  readonly minimums?: readonly WireRow[]
  readonly maximums?: readonly WireRow[]
  readonly aggregates?: readonly WireRow[]
  readonly rowCount?: number
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly dimensionHeaders?: ReadonlyArray<{ readonly name: string }>
  readonly propertyQuota?: Readonly<Record<string, { consumed: number; remaining: number }>>
  readonly error?: { readonly code: number; readonly message: string; readonly status: string }
  readonly [name: string]: unknown
}

export interface Answer {
  readonly status: number
  readonly body: WireBody
}

/** Google Analytics on a port of its own, with a clock that tests turn. */
export interface Analytics {
  readonly host: EmulatorHost
  readonly setTime: (time: number) => void
  /** Sends to a path below the host, with a token of the seeded person. */
  readonly send: (method: string, path: string, body?: object) => Promise<Answer>
  /** Runs a report on the shop, or on another property. */
  readonly report: (body: object, id?: string) => Promise<Answer>
}

export async function startAnalytics(t: Test, profile: Partial<Profile> = {}): Promise<Analytics> {
  let time = emulatorTime
  const host = await startEmulator(ga4Emulator(profile), { now: () => time })
  t.teardown(() => host.close())
  const send = async (method: string, path: string, body?: object): Promise<Answer> => {
    const token = await tokenOf(host.url)
    const answer = await fetch(host.url + path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      body: body === undefined ? null : JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as WireBody }
  }
  return {
    host,
    setTime: (next) => void (time = next),
    send,
    report: (body, id = property.shop) => send('POST', `/v1beta/properties/${id}:runReport`, body),
  }
}

/** The week that most tests look at. */
export const week = { startDate: '2026-10-01', endDate: '2026-10-07' }

export const named = (...names: string[]) => names.map((name) => ({ name }))

/** Values of a row, dimensions first. */
export const valuesOf = ({ dimensionValues = [], metricValues = [] }: WireRow): string[] =>
  [...dimensionValues, ...metricValues].map(({ value }) => value)

/** Sum of a metric over rows. */
export const sumOf = (rows: readonly WireRow[] = [], metric = 0): number =>
  rows.reduce((sum, { metricValues = [] }) => sum + Number(metricValues[metric]?.value), 0)

export const firstTotal = ({ totals = [] }: WireBody, metric = 0): number => sumOf(totals.slice(0, 1), metric)
