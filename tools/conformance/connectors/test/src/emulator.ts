import { setTimeout as sleep } from 'node:timers/promises'
import { defineEmulator } from '@patchbay/contract/emulator'

/** Takes as long as it is asked to, and fails where it is asked to. */
export default defineEmulator({
  title: 'Conformance',
  connection: { config: {}, auth: 'key', credentials: { key: 'emulated-conformance-key' } },
  seed: () => ({}),
  async answer({ path, query, headers }) {
    if (headers['x-api-key'] !== 'emulated-conformance-key') return { status: 401, body: {} }
    if (path === '/fail') return { status: 422, body: { error: 'no' } }
    if (path !== '/wait') return { status: 404, body: {} }
    await sleep(Number(query.get('milliseconds') ?? 0))
    return { status: 200, body: { ok: true } }
  },
  failures: { unauthorized: { status: 401, body: {} } },
})
