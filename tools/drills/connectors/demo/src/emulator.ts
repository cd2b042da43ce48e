import { defineEmulator } from '@patchbay/contract/emulator'

export default defineEmulator({
  title: 'Orders',
  connection: { config: {}, auth: 'key', credentials: { key: 'emulated-orders-key' } },
  seed: () => undefined,
  answer: ({ path }) =>
    path.startsWith('/orders/')
      ? { status: 200, body: { id: path.slice('/orders/'.length), total: 42 } }
      : { status: 404, body: { error: 'no such path' } },
  failures: {},
})
