import type { FastifyInstance } from 'fastify'
import type { LoadedConnector } from '../connectors/loaded-connector.ts'
import type { QuarantinedConnector, Registry } from '../connectors/registry.ts'
import { supportPeriod } from '../connectors/support-period.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { managementAnswer } from './management-answer.ts'

const summaryOf = ({ host: { description }, notices }: LoadedConnector, now: number) => ({
  id: description.id,
  version: description.version,
  title: description.title,
  description: description.description,
  stability: description.stability,
  state: 'loaded',
  vendor: { ...description.vendor, support: supportPeriod(description.vendor.sunset, now) },
  notices: notices.list(),
  operations: description.operations.map(({ id, title, effect }) => ({ id, title, effect })),
})

const quarantinedSummary = ({ id, reference, code, reason }: QuarantinedConnector) => ({
  id,
  state: 'quarantined',
  reference,
  code,
  reason,
})

const detailsOf = (connector: LoadedConnector, now: number) => ({
  ...summaryOf(connector, now),
  contractVersion: connector.host.description.contractVersion,
  config: connector.host.description.config,
  auth: connector.host.description.auth,
  origins: connector.host.description.origins,
  limits: connector.host.description.limits,
  check: connector.host.description.check,
  operations: [...connector.operations.values()].map(({ description, checkQuery }) => ({
    ...description,
    methods: checkQuery === undefined ? ['POST'] : ['GET', 'POST'],
  })),
})

const connectorSummary = {
  type: 'object',
  required: ['id', 'state'],
  properties: {
    id: { type: 'string' },
    version: { type: 'string' },
    title: { type: 'string' },
    state: { type: 'string', enum: ['loaded', 'quarantined'] },
    reason: { type: 'string', description: 'Why it is quarantined.' },
    stability: { type: 'string' },
    vendor: {
      type: 'object',
      description: 'The API, and in `support` until when the vendor serves the version that is used.',
    },
    notices: {
      type: 'array',
      description:
        'What answers of the vendor have said of its API since this instance began: `version_drift` where another version answers, `deprecated` where something that is used will go.',
      items: { type: 'object' },
    },
    operations: { type: 'array', items: { type: 'object' } },
  },
}

interface ConnectorRoutesOptions {
  readonly registry: Registry
  readonly redactor: Redactor
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** What is loaded and what is not. Nothing secret. */
export async function connectorRoutes(
  app: FastifyInstance,
  { registry, redactor, now }: ConnectorRoutesOptions,
): Promise<void> {
  // What is told here are words of connectors and of errors, which may hold what they should not.
  app.addHook('onSend', (_request, _reply, payload, done) => {
    done(null, typeof payload === 'string' ? redactor.redactJson(payload) : payload)
  })
  app.get(
    '/v1/connectors',
    {
      config: { access: 'connectors.read' },
      schema: {
        operationId: 'connectors_list',
        tags: ['Connectors'],
        summary: 'List connectors',
        description:
          'Every connector that was asked for: those that are loaded, and those in quarantine with the reason.',
        response: managementAnswer('The connectors.', { type: 'array', items: connectorSummary }),
      },
    },
    async (request) => ({
      data: [
        ...registry.loaded.map((connector) => summaryOf(connector, now())),
        ...registry.quarantined.map(quarantinedSummary),
      ],
      meta: { requestId: request.id },
    }),
  )

  app.get<{ Params: { id: string } }>(
    '/v1/connectors/:id',
    {
      config: { access: 'connectors.read' },
      schema: {
        operationId: 'connectors_get',
        tags: ['Connectors'],
        summary: 'Describe a connector',
        description:
          'Everything about one connector: kinds of authentication, limits, and its operations with their schemas.',
        params: {
          type: 'object',
          properties: { id: { type: 'string', description: 'Id, or id@major.' } },
          required: ['id'],
        },
        response: managementAnswer('The connector.', connectorSummary),
      },
    },
    async (request) => {
      const { id } = request.params
      const held = registry.quarantined.find((connector) => connector.id === id)
      const isLoaded = registry.loaded.some(({ host }) => host.description.id === id)
      const data =
        held !== undefined && !isLoaded ? quarantinedSummary(held) : detailsOf(registry.find(id), now())
      return { data, meta: { requestId: request.id } }
    },
  )
}
