import { defineConnector } from '@patchbay/contract'
import { get, recall } from './operations/items.ts'
import { vendor } from './vendor.ts'

export default defineConnector({
  id: 'bench',
  title: 'Bench warehouse',
  description: 'A vendor with one fast read, to measure what the runtime adds to a call.',
  stability: 'experimental',
  vendor,
  check: 'items.get',
  operations: { 'items.get': get, 'items.recall': recall },
  emulator: () => import('./emulator.ts'),
})
