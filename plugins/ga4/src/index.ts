import { defineConnector } from '@patchbay/contract'
import { adminOperations } from './admin/operations.ts'
import { metadata } from './operations/metadata.ts'
import { reportsRun } from './operations/reports-run.ts'
import { vendor } from './vendor.ts'

export default defineConnector({
  id: 'ga4',
  title: 'Google Analytics 4',
  description:
    'What visitors do on sites and in apps: reports of every kind, funnels, cohorts, the last minutes, audiences, and what changed and why.',
  stability: 'beta',
  vendor,
  operations: {
    ...metadata,
    ...reportsRun,
    ...adminOperations,
  },
  check: 'accounts.summaries',
  emulator: () => import('./emulator/index.ts'),
})
