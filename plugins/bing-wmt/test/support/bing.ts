import { startEmulator, type EmulatorHost } from '@patchbay/testkit'
import type { Test } from 'tap'
import { bingEmulator } from '../../src/emulator/bing-emulator.ts'
import type { Profile } from '../../src/emulator/profile.ts'
import { seededKey } from '../../src/emulator/state.ts'

/** A Sunday in November: reports reach back into both of the Pacific zone's offsets. */
export const now = Date.parse('2026-11-22T10:00:00Z')

export const site = 'https://www.fernhill.example/'
export const blog = 'http://blog.fernhill.example/'
export const newSite = 'https://new.fernhill.example/'
export const unverified = 'https://shop.fernhill.example/'

export interface BingAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body; undefined where it is not JSON. */
  readonly body: unknown
}

/** Bing's emulator on a port of its own. */
export interface Bing {
  readonly host: EmulatorHost
  /** Turns the emulator's clock; milliseconds since 1970. */
  setTime(time: number): void
  /** Calls a method with the seeded key, unless the query has another. */
  get(method: string, query?: Record<string, string>): Promise<BingAnswer>
  post(method: string, body: unknown): Promise<BingAnswer>
}

/** Starts Bing at the time `now`; it closes when the test ends. */
export async function startBing(t: Test, profile: Partial<Profile> = {}): Promise<Bing> {
  let time = now
  const host = await startEmulator(bingEmulator(profile), { now: () => time })
  t.teardown(() => host.close())
  const call = async (
    method: string,
    query: Record<string, string>,
    init?: RequestInit,
  ): Promise<BingAnswer> => {
    const search = new URLSearchParams({ apikey: seededKey, ...query })
    const response = await fetch(`${host.url}/webmaster/api.svc/json/${method}?${search}`, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
    const body: unknown = isJson ? JSON.parse(text) : undefined
    return { status: response.status, headers: response.headers, text, body }
  }
  return {
    host,
    setTime(value) {
      time = value
    },
    get: (method, query = {}) => call(method, query),
    post: (method, body) => call(method, {}, { method: 'POST', body: JSON.stringify(body) }),
  }
}
