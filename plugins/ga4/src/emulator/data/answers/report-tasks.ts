import { nowOf, type Call } from '../call.ts'
import { readingsOf } from '../engine/readings.ts'
import type { ReportRequest } from '../request/report-request.ts'
import { invalid } from '../refusal.ts'
import type { Resource } from '../state.ts'
import { answer, pageOf } from './report.ts'
import { assertActive, create, find, list, stateAt } from './resources.ts'

const collection = 'reportTasks'

const definitionOf = ({ body }: Resource): ReportRequest => (body['reportDefinition'] ?? {}) as ReportRequest

/** The report of a task, as of when it was created. */
function reportOf(call: Call, resource: Resource, page: Pick<ReportRequest, 'offset' | 'limit'>) {
  const request = { ...definitionOf(resource), ...page }
  const then = { ...call, at: resource.createdAt, now: nowOf(call.property, resource.createdAt) }
  return answer(then, request, readingsOf(request, then.now), 'analyticsData#queryReportTask')
}

async function wireTask(call: Call, resource: Resource) {
  const state = stateAt(resource, call.at)
  const { body } = await reportOf(call, resource, { limit: 1 })
  return {
    name: resource.name,
    reportDefinition: definitionOf(resource),
    reportMetadata: {
      state,
      beginCreatingTime: new Date(resource.createdAt).toISOString(),
      creationQuotaTokensCharged: resource.tokens,
      ...(state === 'ACTIVE' ? { taskRowCount: body.rowCount ?? 0, totalRowCount: body.rowCount ?? 0 } : {}),
    },
  }
}

/** Begins a report that is made in its own time. What is wrong with it is said at once. */
export async function createTask(call: Call) {
  const definition = call.body['reportDefinition'] as ReportRequest | undefined
  if (definition === undefined) throw invalid('reportDefinition is required.')
  const made = await answer(call, { ...definition, limit: 1 }, readingsOf(definition, call.now), '')
  const tokens = made.tokens + 5
  const resource = create(call, collection, tokens)
  return {
    tokens,
    body: {
      name: resource.name,
      metadata: { '@type': 'type.googleapis.com/google.analytics.data.v1alpha.ReportTaskMetadata' },
      response: {
        '@type': 'type.googleapis.com/google.analytics.data.v1alpha.ReportTask',
        ...(await wireTask(call, resource)),
      },
    },
  }
}

export const getTask = (call: Call) => wireTask(call, find(call, collection, call.id))

export async function listTasks(call: Call) {
  const { resources, nextPageToken } = list(call, collection)
  const reportTasks = await Promise.all(resources.map((each) => wireTask(call, each)))
  return {
    ...(reportTasks.length === 0 ? {} : { reportTasks }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  }
}

/** The rows of a task, a page at a time. */
export async function queryTask(call: Call) {
  const resource = find(call, collection, call.id)
  assertActive(resource, call.at)
  const { offset, limit } = pageOf(call.body)
  const { body } = await reportOf(call, resource, { offset, limit })
  const { kind: _kind, ...rest } = body
  return rest
}
