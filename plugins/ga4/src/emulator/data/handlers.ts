import { compatibility } from './answers/compatibility.ts'
import { createExport, getExport, listExports, queryExport } from './answers/audience-exports.ts'
import { batch } from './answers/batch.ts'
import { chat } from './answers/chat.ts'
import { alphaReport } from './answers/conversions.ts'
import { funnelReport } from './answers/funnel.ts'
import { metadata } from './answers/metadata.ts'
import { pivotReport } from './answers/pivot.ts'
import { quotaSnapshot } from './answers/quota-snapshot.ts'
import { realtimeReport } from './answers/realtime.ts'
import { createList, getList, listLists } from './answers/recurring-lists.ts'
import { report } from './answers/report.ts'
import { createTask, getTask, listTasks, queryTask } from './answers/report-tasks.ts'
import { charged, type Call } from './call.ts'
import type { Category } from './quotas.ts'
import type { PivotRequest, ReportRequest } from './request/report-request.ts'

/** Answers one method, with the body of a success. */
export type Handler = (call: Call) => object | Promise<object>

interface Priced {
  readonly tokens: number
  readonly isThresholded?: boolean
  readonly body: object
}

/** A method that costs tokens. Its answer tells what is left where it is asked to. */
const costing =
  (category: Category, make: (call: Call) => Priced | Promise<Priced>): Handler =>
  async (call) => {
    const { body, propertyQuota } = await charged(call, category, async () => make(call))
    return call.body['returnPropertyQuota'] === true ? { ...body, propertyQuota } : body
  }

const core = (make: (call: Call) => Priced | Promise<Priced>): Handler => costing('core', make)
const bodyOf = (call: Call) => call.body as ReportRequest
const requestsOf = ({ body }: Call) => (body['requests'] ?? []) as readonly PivotRequest[]

/** In a batch, every report may ask for what is left. */
const batched =
  (kind: 'reports' | 'pivotReports'): Handler =>
  async (call) => {
    const { body, propertyQuota } = await charged(call, 'core', () => batch(call, requestsOf(call), kind))
    const reports = (body as Record<string, object[] | undefined>)[kind] ?? []
    return {
      ...body,
      [kind]: reports.map((one, index) =>
        requestsOf(call)[index]?.returnPropertyQuota === true ? { ...one, propertyQuota } : one,
      ),
    }
  }

/** Chat knows tokens of a day and of an hour alone. */
const chatting: Handler = async (call) => {
  const { body, propertyQuota } = await charged(call, 'chat', () => chat(call))
  const { tokensPerDay, tokensPerHour } = propertyQuota as Record<string, unknown>
  return call.body['returnPropertyQuota'] === true
    ? { ...body, propertyQuota: { tokensPerDay, tokensPerHour } }
    : body
}

/** By version and method. */
export const handlers: Readonly<Record<string, Handler>> = {
  'v1beta runReport': core((call) => report(call, bodyOf(call))),
  'v1beta runPivotReport': core((call) => pivotReport(call, call.body as PivotRequest)),
  'v1beta batchRunReports': batched('reports'),
  'v1beta batchRunPivotReports': batched('pivotReports'),
  'v1beta runRealtimeReport': costing('realtime', (call) => realtimeReport(call, bodyOf(call))),
  'v1beta getMetadata': (call) => metadata(call, false),
  'v1beta checkCompatibility': (call) => compatibility(call.body),
  'v1beta audienceExports.create': core(createExport),
  'v1beta audienceExports.get': getExport,
  'v1beta audienceExports.list': listExports,
  'v1beta audienceExports.query': queryExport,
  'v1alpha runReport': core((call) => alphaReport(call, bodyOf(call))),
  'v1alpha getMetadata': (call) => metadata(call, true),
  'v1alpha runFunnelReport': costing('funnel', (call) => funnelReport(call, call.body)),
  'v1alpha getPropertyQuotasSnapshot': core(quotaSnapshot),
  'v1alpha createReportTask': core(createTask),
  'v1alpha getReportTask': getTask,
  'v1alpha listReportTasks': listTasks,
  'v1alpha queryReportTask': queryTask,
  'v1alpha createRecurringAudienceList': core(createList),
  'v1alpha getRecurringAudienceList': getList,
  'v1alpha listRecurringAudienceLists': listLists,
  'v1alpha chat': chatting,
}
