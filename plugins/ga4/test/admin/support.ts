import { startEmulator, type EmulatorHost } from '@patchbay/testkit'
import type { Test } from 'tap'
import { ga4Emulator, type Profile } from '../../src/emulator/ga4-emulator.ts'
import connector from '../../src/index.ts'
import { call, emulatorTime, tokenOf, type Outcome } from '../support/call.ts'

export const property = '311111111'
export const account = '1000000001'
/** One whose account the connection may only look at. */
export const viewed = '366666666'
/** One with as many custom dimensions as can be. */
export const full = '355555555'

type Fields = Readonly<Record<string, unknown>>

interface Listed {
  readonly items: readonly Fields[]
  readonly next: string | undefined
}

/** Google Analytics at a time of its own, and the connector beside it. */
export interface Admin {
  readonly host: EmulatorHost
  /** Calls an operation over the connection of the emulator. */
  run(
    id: string,
    input?: Record<string, unknown>,
    config?: Fields,
  ): Promise<Outcome & { readonly data: Fields }>
  list(id: string, input?: Record<string, unknown>): Promise<Listed>
  /** Sends a request as it is. */
  send(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: Fields }>
}

export async function startAdmin(t: Test, profile: Partial<Profile> = {}): Promise<Admin> {
  const emulator = ga4Emulator(profile)
  const host = await startEmulator(emulator, { now: () => emulatorTime })
  t.teardown(() => host.close())
  const run: Admin['run'] = async (id, input = {}, config = emulator.connection.config) => {
    const outcome = await call(connector, host.url, id, input, { config })
    return { ...outcome, data: outcome.output as Fields }
  }
  return {
    host,
    run,
    async list(id, input) {
      const { data, next } = await run(id, input)
      return { items: data['items'] as readonly Fields[], next }
    },
    async send(method, path, body) {
      const authorization = `Bearer ${await tokenOf(host.url)}`
      const answer = await fetch(`${host.url}${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: (await answer.json()) as Fields }
    },
  }
}
