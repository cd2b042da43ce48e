import { startEmulator, type EmulatorHost } from '@patchbay/emulator'
import { seededClient } from '@patchbay/google/emulator'
import type { Profile } from '../../src/emulator/profile.ts'
import { gscEmulator } from '../../src/emulator/gsc-emulator.ts'

/** A Sunday in November; it is 02:00 in California. */
export const now = Date.parse('2026-11-22T10:00:00Z')

export const domain = 'sc-domain:fernhill.example'

/** The emulated Search Console on a port of its own. */
export interface Gsc {
  readonly host: EmulatorHost
  /** Gives a token that is good now. */
  readonly token: () => Promise<string>
  /** Turns the emulator's clock; milliseconds since 1970. */
  setTime(time: number): void
  now(): number
}

interface Closing {
  teardown(close: () => Promise<void>): unknown
}

/** Starts it at the time `now`; it closes when the test ends. */
export async function startGsc(t: Closing, profile: Partial<Profile> = {}): Promise<Gsc> {
  let time = now
  const host = await startEmulator(gscEmulator(profile), { now: () => time })
  t.teardown(() => host.close())
  const token = async (): Promise<string> => {
    const response = await fetch(`${host.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: seededClient.id,
        client_secret: seededClient.secret,
        grant_type: 'refresh_token',
        refresh_token: seededClient.refreshToken,
      }),
    })
    const { access_token: given } = (await response.json()) as { access_token: string }
    return given
  }
  return {
    host,
    token,
    now: () => time,
    setTime(value) {
      time = value
    },
  }
}
