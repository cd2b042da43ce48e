import { Problem } from '@patchbay/contract'
import type { FastifyInstance } from 'fastify'
import type { Breakers } from '../vendor/breaker/open-breakers.ts'
import type { FleetBreaker } from '../vendor/breaker/fleet-breaker.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'

const breakerSchema = {
  type: 'object',
  required: ['id', 'connector', 'origin', 'state', 'since', 'attempts', 'failures'],
  properties: {
    id: { type: 'string' },
    connector: { type: 'string' },
    origin: { type: 'string', description: 'Where requests really go.' },
    state: {
      type: 'string',
      enum: ['closed', 'open', 'half-open', 'isolated'],
      description: '`half-open`: one attempt is let through as a probe. `isolated`: opened by hand.',
    },
    since: { type: 'string', format: 'date-time' },
    attempts: {
      type: 'integer',
      description: 'In the window; where it is not closed, those before it opened.',
    },
    failures: { type: 'integer', description: 'Of these attempts, slow ones included.' },
    lastFailure: { type: 'string' },
    nextProbe: { type: 'string', format: 'date-time' },
    failedProbes: { type: 'integer', description: 'In a row.' },
  },
}

const parameters = {
  type: 'object',
  properties: { id: { type: 'string', description: 'As GET /v1/breakers says.' } },
  required: ['id'],
}

/** The breakers, for operators. */
export async function breakerRoutes(
  app: FastifyInstance,
  { breakers }: { breakers: Breakers },
): Promise<void> {
  const find = (id: string): FleetBreaker => {
    const breaker = breakers.find(id)
    if (breaker !== undefined) return breaker
    throw new Problem('not_found', {
      detail: `There is no breaker "${id}".`,
      advice: 'GET /v1/breakers lists the breakers.',
    })
  }

  app.get(
    '/v1/breakers',
    {
      config: { access: 'operations.read' },
      schema: {
        operationId: 'breakers_list',
        tags: ['Operations'],
        summary: 'List breakers',
        description:
          'One breaker for each origin of each connector, as far as connections of the tenant lead to it; the operator sees all. While it is open, calls to that origin fail at once with `circuit_open`.',
        response: managementAnswer('The breakers.', { type: 'array', items: breakerSchema }),
      },
    },
    async (request) => {
      const { permissions, tenant } = principalOf(request)
      const visible = breakers.list(permissions.has('operations.write') ? undefined : tenant)
      return { data: visible.map((breaker) => breaker.status()), meta: { requestId: request.id } }
    },
  )

  const addAct = (
    name: 'open' | 'close',
    summary: string,
    description: string,
    act: (one: FleetBreaker) => void,
  ) => {
    app.post<{ Params: { id: string } }>(
      `/v1/breakers/:id/${name}`,
      {
        config: {
          access: 'operations.write',
          audit: {
            action: `breaker.${name}`,
            target: (request) => (request.params as { id: string }).id,
          },
        },
        schema: {
          operationId: `breakers_${name}`,
          tags: ['Operations'],
          summary,
          description,
          params: parameters,
          response: managementAnswer('The breaker as it is now.', breakerSchema),
        },
      },
      async (request) => {
        const breaker = find(request.params.id)
        act(breaker)
        return { data: breaker.status(), meta: { requestId: request.id } }
      },
    )
  }
  addAct(
    'open',
    'Isolate an origin',
    'Holds back every call to the origin, on all instances, until the breaker is closed by hand.',
    (breaker) => breaker.isolate(),
  )
  addAct(
    'close',
    'Close a breaker',
    'Lets calls through again, on all instances, and forgets the failures so far.',
    (breaker) => breaker.reset(),
  )
}
