import { defineEmulator } from '@patchbay/contract/emulator'
import { item } from './item.ts'

export default defineEmulator({
  title: 'Bench warehouse',
  connection: { config: {}, auth: 'key', credentials: { apiKey: 'bench-vendor-key' } },
  seed: () => new Map([[item.id, item]]),
  answer({ method, path }, items) {
    const found = method === 'GET' ? items.get(path.replace(/^\/items\//, '')) : undefined
    return found === undefined
      ? { status: 404, body: { error: 'There is no such item.' } }
      : { status: 200, body: found }
  },
  failures: {},
})
