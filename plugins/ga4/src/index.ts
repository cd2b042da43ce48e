import { defineConnector } from '@patchbay/contract'
import { adminOperations } from './admin/operations.ts'
import { audienceExports } from './operations/audience-exports.ts'
import { chat } from './operations/chat.ts'
import { compatibility } from './operations/compatibility.ts'
import { conversions } from './operations/conversions.ts'
import { ecommerceFunnel } from './operations/ecommerce-funnel.ts'
import { insightsAnomalies } from './operations/insights-anomalies.ts'
import { insightsDropAttribution } from './operations/insights-drop-attribution.ts'
import { metadata } from './operations/metadata.ts'
import { presets } from './operations/presets.ts'
import { quota } from './operations/quota.ts'
import { recurringAudienceLists } from './operations/recurring-audience-lists.ts'
import { reportTasks } from './operations/report-tasks.ts'
import { reportsBatch } from './operations/reports-batch.ts'
import { reportsCohort } from './operations/reports-cohort.ts'
import { reportsCompare } from './operations/reports-compare.ts'
import { reportsExport } from './operations/reports-export.ts'
import { reportsFunnel } from './operations/reports-funnel.ts'
import { reportsPivot } from './operations/reports-pivot.ts'
import { reportsRealtime } from './operations/reports-realtime.ts'
import { reportsRun } from './operations/reports-run.ts'
import { prompts } from './prompts.ts'
import { resources } from './resources.ts'
import { vendor } from './vendor.ts'

export default defineConnector({
  id: 'ga4',
  title: 'Google Analytics 4',
  description:
    'What visitors do on sites and in apps: reports of every kind, funnels, cohorts, the last minutes, audiences, and what changed and why; and the settings of accounts and properties.',
  stability: 'beta',
  vendor,
  operations: {
    ...audienceExports,
    ...chat,
    ...compatibility,
    ...conversions,
    ...ecommerceFunnel,
    ...insightsAnomalies,
    ...insightsDropAttribution,
    ...metadata,
    ...presets,
    ...quota,
    ...recurringAudienceLists,
    ...reportTasks,
    ...reportsBatch,
    ...reportsCohort,
    ...reportsCompare,
    ...reportsExport,
    ...reportsFunnel,
    ...reportsPivot,
    ...reportsRealtime,
    ...reportsRun,
    ...adminOperations,
  },
  check: 'accounts.summaries',
  objectives: {
    availability: { target: 0.995 },
    latency: { target: 0.9, threshold: '5s' },
    freshness: { target: 0.99 },
  },
  prompts,
  resources,
  emulator: () => import('./emulator/index.ts'),
})
