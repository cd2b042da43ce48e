import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { ConnectorHealth } from '../health/connector-health.ts'
import type { ConnectorsHealth } from '../health/open-connector-health.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { queryReader } from './checked-input.ts'
import { ConnectorHealthQuery, ConnectorHealthSchema } from './connector-health-schemas.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'
import { tenantAskedFor } from './tenant-question.ts'

export interface ConnectorHealthRoutesOptions {
  readonly health: ConnectorsHealth
  readonly redactor: Redactor
}

const readQuery = queryReader(ConnectorHealthQuery)

const toView = ({ since, reasons, ...same }: ConnectorHealth) => ({
  ...same,
  since: since === null ? null : new Date(since).toISOString(),
  reasons: reasons.map((reason) => ({ ...reason, since: new Date(reason.since).toISOString() })),
})

/** How connectors are, and why. */
export async function connectorHealthRoutes(
  app: FastifyInstance,
  { health, redactor }: ConnectorHealthRoutesOptions,
): Promise<void> {
  // What is told here are words of connectors and of vendors as well, which may hold what they should not.
  app.addHook('onSend', (_request, _reply, payload, done) => {
    done(null, typeof payload === 'string' ? redactor.redactJson(payload) : payload)
  })
  app.get(
    '/v1/health/connectors',
    {
      config: { access: 'connectors.read' },
      schema: {
        operationId: 'health_connectors',
        tags: ['Connectors'],
        summary: 'Read the health of connectors',
        description:
          'Whether each connector works, with every reason why not and what to do, by the traffic and the connections of one tenant. At most half a second old. Breakers and limits are those that this instance knows.',
        querystring: ConnectorHealthQuery,
        response: managementAnswer(
          'The connectors, in the order of their ids.',
          Type.Array(ConnectorHealthSchema),
        ),
      },
    },
    async (request) => {
      const tenant = tenantAskedFor(principalOf(request), readQuery(request.query).tenant)
      return { data: (await health.read(tenant)).map(toView), meta: { requestId: request.id } }
    },
  )
}
