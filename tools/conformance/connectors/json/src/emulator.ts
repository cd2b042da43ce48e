import { defineEmulator } from '@patchbay/contract/emulator'

export default defineEmulator({
  title: 'Conformance of schemas',
  connection: { config: {}, auth: 'key', credentials: { key: 'emulated-conformance-key' } },
  seed: () => ({}),
  answer: () => ({ status: 404, body: {} }),
  failures: {},
})
