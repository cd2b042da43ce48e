import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AlertTarget } from '../alerts/alert-target.ts'
import type { Alerts } from '../alerts/open-alerts.ts'
import { checkAddress } from '../alerts/target-address.ts'
import type { TargetPlace } from '../alerts/target-store.ts'
import { severities as allSeverities } from '../objectives/burn-rates.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { releaseLater } from '../telemetry/redaction/release-later.ts'
import {
  MadeTargetSchema,
  NewTargetSchema,
  TargetChangeSchema,
  TargetSchema,
  TrialSchema,
} from './alert-schemas.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import { versionCheck, versionTag } from './if-match.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'
import { scopeOf, ScopeQuerySchema } from './scope-query.ts'

export interface AlertTargetRoutesOptions {
  readonly alerts: Pick<Alerts, 'targets' | 'addressRules' | 'tryTarget'>
  readonly redactor: Redactor
}

const readScope = queryReader(ScopeQuerySchema)
const readNew = bodyReader(NewTargetSchema)
const readChange = bodyReader(TargetChangeSchema)

interface WithId {
  Params: { id: string }
}
const params = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', description: 'As GET /v1/alert-targets says.' } },
}
const headers = {
  type: 'object',
  properties: { 'if-match': { type: 'string', description: 'ETag of the target as you have seen it.' } },
}
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id
const tags = ['Alerts']

/** Milliseconds for which what was done with an address may still be told of. */
const aftermath = 60_000

/** Who is told of alerts. */
export async function alertTargetRoutes(
  app: FastifyInstance,
  { alerts, redactor }: AlertTargetRoutesOptions,
): Promise<void> {
  const { targets, addressRules } = alerts
  const placeOf = (request: FastifyRequest): TargetPlace => {
    const principal = principalOf(request)
    const scope = scopeOf(principal, readScope(request.query).tenant)
    return { scope, id: idOf(request), principal: principal.id }
  }
  /** Hides an address that was entered from all that leaves the process while it is dealt with. */
  const hiding = async <T>(address: string | undefined, work: () => Promise<T>): Promise<T> => {
    if (address === undefined) return work()
    const release = redactor.protect(address)
    try {
      return await work()
    } finally {
      releaseLater([release], aftermath)
    }
  }

  app.get(
    '/v1/alert-targets',
    {
      config: { access: 'operations.read' },
      schema: {
        operationId: 'alert_targets_list',
        tags,
        summary: 'List alert targets',
        description: 'Who is told of alerts, with what came of the last message.',
        querystring: ScopeQuerySchema,
        response: managementAnswer('The targets, by name.', { type: 'array', items: TargetSchema }),
      },
    },
    async (request) => {
      const scope = scopeOf(principalOf(request), readScope(request.query).tenant)
      return { data: (await targets.list(scope)).map(show), meta: { requestId: request.id } }
    },
  )

  app.post(
    '/v1/alert-targets',
    {
      config: { access: 'alerts.write', audit: { action: 'alert-target.create' } },
      schema: {
        operationId: 'alert_targets_create',
        tags,
        summary: 'Add an alert target',
        description:
          'A webhook, a channel of Slack or of what takes the same messages, or a mail address. The secret that webhooks are signed with is in this answer and in no other.',
        querystring: ScopeQuerySchema,
        body: NewTargetSchema,
        response: managementAnswer('The target.', MadeTargetSchema, 201),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      const scope = scopeOf(principal, readScope(request.query).tenant)
      const { severities = [...allSeverities], connectors = null, ...body } = readNew(request.body)
      return hiding(body.address, async () => {
        checkAddress(body.kind, body.address, addressRules)
        const { target, signingSecret } = await targets.create(
          scope,
          { ...body, severities, connectors },
          principal.id,
          request.recordChange(show),
        )
        reply.status(201).header('etag', versionTag(target.version)).header('cache-control', 'no-store')
        const data = { ...show(target), ...(signingSecret !== undefined && { signingSecret }) }
        return { data, meta: { requestId: request.id } }
      })
    },
  )

  app.patch<WithId>(
    '/v1/alert-targets/:id',
    {
      config: { access: 'alerts.write', audit: { action: 'alert-target.update', target: idOf } },
      schema: {
        operationId: 'alert_targets_update',
        tags,
        summary: 'Change an alert target',
        description: 'What is left out stays as it is. The kind stays, and so does the secret of a webhook.',
        params,
        headers,
        querystring: ScopeQuerySchema,
        body: TargetChangeSchema,
        response: managementAnswer('The target as it is now.', TargetSchema),
      },
    },
    async (request, reply) => {
      const change = readChange(request.body)
      const check = versionCheck(request, `The alert target ${request.params.id}`)
      const target = await hiding(change.address, () =>
        targets.update(
          placeOf(request),
          change,
          ({ version, kind }) => {
            check(version)
            if (change.address !== undefined) checkAddress(kind, change.address, addressRules)
          },
          request.recordChange(show),
        ),
      )
      reply.header('etag', versionTag(target.version))
      return { data: show(target), meta: { requestId: request.id } }
    },
  )

  app.delete<WithId>(
    '/v1/alert-targets/:id',
    {
      config: { access: 'alerts.write', audit: { action: 'alert-target.remove', target: idOf } },
      schema: {
        operationId: 'alert_targets_remove',
        tags,
        summary: 'Remove an alert target',
        description: 'It is told nothing any more, and its address and secret are gone for good.',
        params,
        querystring: ScopeQuerySchema,
        response: managementAnswer('Which target is gone.', {
          type: 'object',
          required: ['id'],
          properties: { id: { type: 'string' } },
        }),
      },
    },
    async (request) => {
      await targets.remove(placeOf(request), request.recordChange(show))
      return { data: { id: request.params.id }, meta: { requestId: request.id } }
    },
  )

  app.post<WithId>(
    '/v1/alert-targets/:id/test',
    {
      config: { access: 'alerts.write', audit: { action: 'alert-target.test', target: idOf } },
      schema: {
        operationId: 'alert_targets_test',
        tags,
        summary: 'Try an alert target',
        description: 'Sends it a message that says that it is a test, once, and says what came of it.',
        params,
        querystring: ScopeQuerySchema,
        response: managementAnswer('What came of it.', TrialSchema),
      },
    },
    async (request) => {
      const { scope, id } = placeOf(request)
      const { isDelivered, outcome } = await alerts.tryTarget(scope, id)
      return { data: { delivered: isDelivered, outcome }, meta: { requestId: request.id } }
    },
  )
}

function show({ changedAt, lastDelivery, scope: _scope, ...target }: AlertTarget) {
  return {
    ...target,
    changedAt: changedAt.toISOString(),
    lastDelivery: lastDelivery && { ...lastDelivery, at: lastDelivery.at.toISOString() },
  }
}
