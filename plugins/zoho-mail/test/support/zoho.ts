import { startEmulator, type EmulatorHost } from '@patchbay/testkit'
import type { Test } from 'tap'
import type { Profile } from '../../src/emulator/profile.ts'
import { accessToken } from '../../src/emulator/tokens.ts'
import { zohoEmulator } from '../../src/emulator/zoho-emulator.ts'

/** A Sunday in November. */
export const now = Date.parse('2026-11-22T10:00:00Z')

export const mailbox = '/api/accounts/4845214000000008002'
export const inbox = '4845214000000008014'

export interface Asking {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Zoho's emulator on a port of its own. */
export interface Zoho {
  readonly host: EmulatorHost
  /** Milliseconds since 1970, by its clock. */
  readonly time: () => number
  /** Turns the clock. */
  setTime(time: number): void
  /** A token of one of the seeded consents. Default: to everything. */
  token(consent?: number): string
  /** Calls the API with a token, unless the headers have another. */
  ask(
    method: string,
    path: string,
    init?: Asking,
  ): Promise<{ status: number; headers: Headers; text: string }>
}

/** Starts Zoho at the time `now`; it closes when the test ends. */
export async function startZoho(t: Test, profile: Partial<Profile> = {}): Promise<Zoho> {
  let time = now
  const host = await startEmulator(zohoEmulator(profile), { now: () => time })
  t.teardown(() => host.close())
  const token = (consent = 0): string => accessToken(consent, time)
  return {
    host,
    time: () => time,
    setTime(value) {
      time = value
    },
    token,
    async ask(method, path, { headers = {}, body } = {}) {
      const response = await fetch(host.url + path, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: { authorization: `Zoho-oauthtoken ${token()}`, ...headers },
      })
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
  }
}
