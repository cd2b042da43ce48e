import type { Test } from 'tap'
import { adminKey } from './start-patchbay.ts'

/** What goes wrong at the vendor, as the control of its emulator takes it. */
export interface Fault {
  readonly kind: 'status' | 'failure' | 'hang' | 'reset' | 'malformed'
  readonly status?: number
  readonly failure?: 'unauthorized' | 'forbidden' | 'rateLimited'
}

interface Connection {
  readonly connector: string
  readonly source: string
  readonly origins: Readonly<Record<string, string>>
}

/** The vendor of the connector of these tests, which fails when it is told to. */
export interface EmulatedVendor {
  /** From now on it fails like this, and in no other way. */
  fail(fault: Fault): Promise<void>
  recover(): Promise<void>
  /** One call over the API that no kept answer may stand in for: the code of its problem, or `ok`. */
  call(): Promise<string>
}

const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }

/** Finds the emulator by what the API says of its connection. It is well again at the end of the test. */
export async function emulatedVendor(t: Test, url: string): Promise<EmulatedVendor> {
  const answer = await fetch(`${url}/v1/connections`, { headers })
  const { data } = (await answer.json()) as { data: readonly Connection[] }
  const origins = Object.values(data.find(({ connector }) => connector === 'gsc')?.origins ?? {})
  const origin = origins.find((one) => new URL(one).hostname === '127.0.0.1')
  if (origin === undefined) throw new Error(`No emulator is connected: ${JSON.stringify(data)}`)
  const faults = `${origin}/__emulator/faults`
  const recover = async (): Promise<void> => void (await fetch(faults, { method: 'DELETE' }))
  t.teardown(recover)
  return {
    async fail(fault) {
      await recover()
      const { status } = await fetch(faults, { method: 'POST', body: JSON.stringify(fault) })
      if (status !== 201) throw new Error(`The emulator does not take the fault: ${status}`)
    },
    recover,
    async call() {
      const called = await fetch(`${url}/v1/connectors/gsc/sites.list`, {
        method: 'POST',
        headers: { ...headers, 'cache-control': 'no-store' },
        body: '{}',
      })
      const { code } = (await called.json()) as { code?: string }
      return code ?? 'ok'
    },
  }
}
