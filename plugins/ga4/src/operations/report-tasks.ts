import { defineOperation, Type, type Static } from '@patchbay/contract'
import { explained } from '../errors/explain.ts'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { Cursor } from '../report/page.ts'
import { namedIn, reportFields, wireReport } from '../report/request.ts'
import { idIn, pageFields, pageQuery, ResourceId, rowFields, State, stateOf } from '../report/resource.ts'
import { tableFields, tableOf } from '../report/table.ts'
import { warnOf } from '../report/warnings.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { WireReport } from '../wire/report.ts'
import { recorded } from './recorded.ts'

const WireNames = Type.Optional(Type.Array(Type.Object({ name: Type.Optional(Type.String()) })))

const WireTask = Type.Object({
  name: Type.String(),
  reportDefinition: Type.Optional(Type.Object({ dimensions: WireNames, metrics: WireNames })),
  reportMetadata: Type.Optional(
    Type.Object({
      state: Type.Optional(Type.String()),
      beginCreatingTime: Type.Optional(Type.String()),
      creationQuotaTokensCharged: Type.Optional(Type.Integer()),
      taskRowCount: Type.Optional(Type.Integer()),
      totalRowCount: Type.Optional(Type.Integer()),
      errorMessage: Type.Optional(Type.String()),
    }),
  ),
})

const WireOperation = Type.Object({ name: Type.String(), response: Type.Optional(WireTask) })
const WireTasks = Type.Object({
  reportTasks: Type.Optional(Type.Array(WireTask)),
  nextPageToken: Type.Optional(Type.String()),
})

const Task = Type.Object({
  id: Type.String({ description: 'Number of the task.' }),
  state: State,
  dimensions: Type.Array(Type.String()),
  metrics: Type.Array(Type.String()),
  begunAt: Type.Union([Type.String(), Type.Null()], { description: 'When it was begun, ISO 8601.' }),
  rowCount: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Rows of the task; null until it is active.',
  }),
  totalRowCount: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Rows that the report would have without its own limit.',
  }),
  tokensCharged: Type.Integer({ description: 'What its creation took from the quota of the property.' }),
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why it failed.' }),
})

function taskOf({
  name,
  reportDefinition = {},
  reportMetadata = {},
}: Static<typeof WireTask>): Static<typeof Task> {
  const namesOf = (fields: Static<typeof WireNames> | undefined) =>
    (fields ?? []).flatMap(({ name: own }) => own ?? [])
  return {
    id: idIn(name),
    state: stateOf(reportMetadata.state),
    dimensions: namesOf(reportDefinition.dimensions),
    metrics: namesOf(reportDefinition.metrics),
    begunAt: reportMetadata.beginCreatingTime ?? null,
    rowCount: reportMetadata.taskRowCount ?? null,
    totalRowCount: reportMetadata.totalRowCount ?? null,
    tokensCharged: reportMetadata.creationQuotaTokensCharged ?? 0,
    error: reportMetadata.errorMessage ?? null,
  }
}

const pathOf = (property: string, id?: string): string =>
  `/v1alpha/properties/${property}/reportTasks${id === undefined ? '' : `/${id}`}`

const alpha = 'Google may change this alpha method at any time.'
const { comparisons: _comparisons, ...taskFields } = reportFields

/** Reports that Google makes in its own time, and keeps for reading. */
export const reportTasks = {
  'report-tasks.create': defineOperation(vendor, {
    title: 'Begin a report task',
    description: `Lets Google make a big report in its own time and keep it: ask report-tasks.get until it is active, then read it with report-tasks.query. For reports that are wanted at once use reports.run or reports.export. ${alpha}`,
    effect: 'write',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({ property: PropertyId, ...taskFields }),
    output: Task,
    cost: costOf.core,
    examples: [
      {
        title: 'Sessions by page and day',
        input: {
          dimensions: ['date', 'landingPage'],
          metrics: ['sessions'],
          dateRanges: [{ startDate: '2026-09-01', endDate: '2026-09-30' }],
        },
        output: recorded('report-tasks.create'),
      },
    ],
    async run({ input, config, http }) {
      const property = propertyOf(input, config)
      const { returnPropertyQuota: _quota, ...definition } = wireReport(input)
      const { body } = await explained(
        namedIn(input),
        http.post(pathOf(property), {
          json: { reportDefinition: definition },
          response: WireOperation,
          about: { core: property },
        }),
      )
      return taskOf(body.response ?? { name: body.name })
    },
  }),
  'report-tasks.get': defineOperation(vendor, {
    title: 'Look at a report task',
    description: `How far a report task is: creating, active or failed. ${alpha}`,
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({ property: PropertyId, id: ResourceId('Number of the task.') }),
    output: Task,
    examples: [{ title: 'One that is there', input: { id: '201' }, output: recorded('report-tasks.get') }],
    async run({ input, config, http }) {
      const { body } = await http.get(pathOf(propertyOf(input, config), input.id), { response: WireTask })
      return taskOf(body)
    },
  }),
  'report-tasks.list': defineOperation(vendor, {
    title: 'List report tasks',
    description: `The report tasks of a property that Google still holds. ${alpha}`,
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({ property: PropertyId, ...pageFields }),
    output: Type.Object({ items: Type.Array(Task) }),
    examples: [{ title: 'All of the property', input: {}, output: recorded('report-tasks.list') }],
    async run({ input, config, http, report }) {
      const { body } = await http.get(pathOf(propertyOf(input, config)), {
        query: pageQuery(input),
        response: WireTasks,
      })
      report.next(body.nextPageToken === '' ? undefined : body.nextPageToken)
      return { items: (body.reportTasks ?? []).map(taskOf) }
    },
  }),
  'report-tasks.query': defineOperation(vendor, {
    title: 'Read the rows of a report task',
    description: `The rows of a report task that is active, page by page. ${alpha}`,
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      id: ResourceId('Number of the task.'),
      ...rowFields,
      cursor: Cursor,
    }),
    output: Type.Object(tableFields),
    examples: [
      { title: 'Two rows', input: { id: '201', maxRows: 2 }, output: recorded('report-tasks.query') },
    ],
    async run(context) {
      const { input, config, http, report } = context
      const { maxRows = 1_000, cursor = '0' } = input
      const property = propertyOf(input, config)
      const { body } = await http.post(`${pathOf(property, input.id)}:query`, {
        json: { offset: cursor, limit: String(maxRows) },
        response: WireReport,
        effect: 'read',
      })
      const table = await tableOf(context, property, body)
      warnOf(report, { metadata: body.metadata, rowCount: table.rowCount })
      const next = Number(cursor) + table.rows.length
      report.next(table.rows.length > 0 && next < table.rowCount ? String(next) : undefined)
      return table
    },
  }),
}
