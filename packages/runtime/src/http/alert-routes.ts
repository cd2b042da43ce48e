import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Alert } from '../alerts/alert.ts'
import type { AlertPlace } from '../alerts/alert-records.ts'
import type { Alerts } from '../alerts/open-alerts.ts'
import { showAlert } from '../alerts/shown-alert.ts'
import { silenceOf, type Silence } from '../alerts/silences.ts'
import { AcknowledgementSchema, AlertQuerySchema, AlertSchema } from './alert-schemas.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { readCursor, toPage } from './page.ts'
import { principalOf } from './principal-of.ts'
import { scopeOf, ScopeQuerySchema } from './scope-query.ts'

export interface AlertRoutesOptions {
  readonly alerts: Alerts
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const readQuery = queryReader(AlertQuerySchema)
const readScope = queryReader(ScopeQuerySchema)
const readAcknowledgement = bodyReader(AcknowledgementSchema)

interface WithId {
  Params: { id: string }
}
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id
const tags = ['Alerts']

const Place = Type.Tuple([
  Type.Integer({ minimum: 0, maximum: 8.64e15 }),
  Type.String({ pattern: '^[^\\u0000]*$' }),
])
const placeOf = ({ startedAt, id }: Alert): unknown => [startedAt.getTime(), id]

function afterOf(cursor: string | undefined): AlertPlace | undefined {
  const place = readCursor(Place, cursor)
  return place && { startedAt: new Date(place[0]), id: place[1] }
}

/** What is wrong, and who takes care of it. */
export async function alertRoutes(app: FastifyInstance, { alerts, now }: AlertRoutesOptions): Promise<void> {
  const { records, silences, runbooks } = alerts
  const show = (alert: Alert, all: readonly Silence[]) => ({
    ...showAlert(alert, runbooks),
    silencedBy: silenceOf(alert, all)?.id ?? null,
  })

  app.get(
    '/v1/alerts',
    {
      config: { access: 'operations.read' },
      schema: {
        operationId: 'alerts_list',
        tags,
        summary: 'List alerts',
        description:
          'What is wrong and what was wrong in the last 90 days, the latest first: of the tenant, where it has objectives or alert targets of its own, or of the installation.',
        querystring: AlertQuerySchema,
        response: managementAnswer('A page of alerts.', { type: 'array', items: AlertSchema }),
      },
    },
    async (request) => {
      const { tenant, state, connector, limit, cursor } = readQuery(request.query)
      const scope = scopeOf(principalOf(request), tenant)
      const question = { scope, state, connector, limit: limit + 1, after: afterOf(cursor) }
      const [read, active] = await Promise.all([records.list(question), silences.list(scope)])
      const { entries, next } = toPage(read, limit, placeOf)
      return { data: entries.map((alert) => show(alert, active)), meta: { requestId: request.id, next } }
    },
  )

  app.post<WithId>(
    '/v1/alerts/:id/acknowledge',
    {
      config: { access: 'alerts.write', audit: { action: 'alert.acknowledge', target: idOf } },
      schema: {
        operationId: 'alerts_acknowledge',
        tags,
        summary: 'Acknowledge an alert',
        description: 'Says that somebody takes care of it. It goes on until what is wrong is over.',
        params: {
          type: 'object',
          required: ['id'],
          properties: { id: { type: 'string', description: 'As GET /v1/alerts says.' } },
        },
        querystring: ScopeQuerySchema,
        body: AcknowledgementSchema,
        response: managementAnswer('The alert as it is now.', AlertSchema),
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const scope = scopeOf(principal, readScope(request.query).tenant)
      const { note = '' } = readAcknowledgement(request.body)
      const acknowledgement = { by: principal.id, at: new Date(now()), note }
      const alert = await records.acknowledge(
        { scope, id: request.params.id },
        acknowledgement,
        request.recordChange((one) => showAlert(one, runbooks)),
      )
      return { data: show(alert, await silences.list(scope)), meta: { requestId: request.id } }
    },
  )
}
