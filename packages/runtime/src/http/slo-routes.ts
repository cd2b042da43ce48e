import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AlertRecords } from '../alerts/alert-records.ts'
import { isLatencyBound, latencyBounds } from '../objectives/latency-bounds.ts'
import type { Objective, ObjectiveSetting } from '../objectives/objective.ts'
import type { Objectives } from '../objectives/open-objectives.ts'
import type { ObjectiveOverride, OverrideChange } from '../objectives/override-store.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'
import { scopeOf, ScopeQuerySchema } from './scope-query.ts'
import { ObjectiveSchema, ObjectiveSettingSchema, showObjective, type ShownObjective } from './slo-schemas.ts'

export interface SloRoutesOptions {
  readonly objectives: Objectives
  readonly records: AlertRecords
}

const readScope = queryReader(ScopeQuerySchema)
const readSetting = bodyReader(ObjectiveSettingSchema)

interface WithId {
  Params: { id: string }
}
const params = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', description: '`connector:kind`, as GET /v1/slo says.' } },
}
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id
const tags = ['Objectives']

/** What connectors promise, how that is kept, and what a tenant promises instead. */
export async function sloRoutes(
  app: FastifyInstance,
  { objectives, records }: SloRoutesOptions,
): Promise<void> {
  const shownIn = async (scope: string): Promise<ShownObjective[]> => {
    const [measured, firing] = await Promise.all([objectives.measure(scope), records.firing(scope)])
    return measured.map((one) => {
      const { connector, kind } = one.objective
      const about = firing.filter((alert) => alert.connector === connector && alert.objective === kind)
      return showObjective(
        one,
        about.map(({ id }) => id),
      )
    })
  }
  const find = (scope: string, id: string): Objective => {
    const found = objectives.known.find(scope, id)
    if (found !== undefined) return found
    throw new Problem('not_found', {
      detail: `There is no objective "${id}".`,
      advice: 'GET /v1/slo lists the objectives.',
    })
  }
  const shownOne = async (scope: string, id: string): Promise<ShownObjective | undefined> =>
    (await shownIn(scope)).find((one) => one.id === id)
  const changeOf = (request: FastifyRequest): { change: OverrideChange; objective: Objective } => {
    const principal = principalOf(request)
    const scope = scopeOf(principal, readScope(request.query).tenant)
    const objective = find(scope, idOf(request))
    const { connector, kind } = objective
    return { change: { scope, connector, kind, principal: principal.id }, objective }
  }
  // What was stored is told anyhow, so a caller is not told that it failed.
  const inEffect = (): Promise<void> => objectives.refresh().catch(() => undefined)

  app.get(
    '/v1/slo',
    {
      config: { access: 'operations.read' },
      schema: {
        operationId: 'objectives_list',
        tags,
        summary: 'List objectives',
        description:
          'What each connector promises, how it is kept over 30 days, what is left of the budget of failures and how fast that is spent, up to some seconds ago.',
        querystring: ScopeQuerySchema,
        response: managementAnswer('The objectives.', { type: 'array', items: ObjectiveSchema }),
      },
    },
    async (request) => {
      const scope = scopeOf(principalOf(request), readScope(request.query).tenant)
      return { data: await shownIn(scope), meta: { requestId: request.id } }
    },
  )

  app.put<WithId>(
    '/v1/slo/:id',
    {
      config: { access: 'alerts.write', audit: { action: 'objective.set', target: idOf } },
      schema: {
        operationId: 'objectives_set',
        tags,
        summary: 'Set an objective',
        description:
          'Promises otherwise than the connector does, for the tenant. It is in effect on all instances within a second, and what was counted is measured by it.',
        params,
        querystring: ScopeQuerySchema,
        body: ObjectiveSettingSchema,
        response: managementAnswer('The objective as it is now.', ObjectiveSchema),
      },
    },
    async (request) => {
      const { change, objective } = changeOf(request)
      const setting = settingOf(readSetting(request.body), objective)
      await objectives.stored.put(change, setting, request.recordChange(showOverride))
      await inEffect()
      return { data: await shownOne(change.scope, objective.id), meta: { requestId: request.id } }
    },
  )

  app.delete<WithId>(
    '/v1/slo/:id',
    {
      config: { access: 'alerts.write', audit: { action: 'objective.unset', target: idOf } },
      schema: {
        operationId: 'objectives_unset',
        tags,
        summary: 'Unset an objective',
        description: 'Promises what the connector declares again.',
        params,
        querystring: ScopeQuerySchema,
        response: managementAnswer('The objective as it is now.', ObjectiveSchema),
      },
    },
    async (request) => {
      const { change, objective } = changeOf(request)
      if (!(await objectives.stored.remove(change, request.recordChange(showOverride)))) {
        throw new Problem('not_found', {
          detail: `The objective "${objective.id}" is the one that the connector declares.`,
          advice: 'There is nothing to unset.',
        })
      }
      await inEffect()
      return { data: await shownOne(change.scope, objective.id), meta: { requestId: request.id } }
    },
  )
}

/** Throws `invalid_input` for a threshold by which nothing is counted. */
function settingOf(
  { target, threshold }: { readonly target: number; readonly threshold?: number },
  objective: Objective,
): ObjectiveSetting {
  const refuse = (message: string): never => {
    throw new Problem('invalid_input', {
      detail: `The threshold ${message}.`,
      errors: [{ path: '/threshold', message }],
    })
  }
  if (threshold === undefined) return { target, threshold: objective.threshold }
  if (objective.kind !== 'latency') return refuse('is for latency alone')
  if (!isLatencyBound(threshold)) {
    return refuse(`is none of the bounds that durations are counted by: ${latencyBounds}`)
  }
  return { target, threshold }
}

function showOverride({ id, scope, target, threshold }: ObjectiveOverride) {
  return { id, scope, target, threshold: threshold ?? null }
}
