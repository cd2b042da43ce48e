import { defineConnector } from '@patchbay/contract'
import { events } from './operations.ts'
import { measurement } from './vendor.ts'

export default defineConnector({
  id: 'ga4-measurement',
  title: 'Google Analytics 4 Measurement Protocol',
  description: 'Adds events to Google Analytics 4 that no tag or app has seen, checked before they are sent.',
  stability: 'beta',
  vendor: measurement,
  operations: events,
  check: 'events.validate',
  objectives: { availability: { target: 0.995 }, latency: { target: 0.95, threshold: '1s' } },
  emulator: () => import('./emulator/index.ts'),
})
