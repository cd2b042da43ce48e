import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Silence, Silences } from '../alerts/silences.ts'
import { NewSilenceSchema, SilenceSchema } from './alert-schemas.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'
import { scopeOf, ScopeQuerySchema } from './scope-query.ts'

export interface SilenceRoutesOptions {
  readonly silences: Silences
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const readScope = queryReader(ScopeQuerySchema)
const readSilence = bodyReader(NewSilenceSchema)

/** Milliseconds: what is to be quiet for longer is to be mended, or promised otherwise. */
const longest = 30 * 86_400_000

interface WithId {
  Params: { id: string }
}
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id
const tags = ['Alerts']

/** Alerts of which nobody is to be told for a while. */
export async function silenceRoutes(
  app: FastifyInstance,
  { silences, now }: SilenceRoutesOptions,
): Promise<void> {
  app.get(
    '/v1/silences',
    {
      config: { access: 'operations.read' },
      schema: {
        operationId: 'silences_list',
        tags,
        summary: 'List silences',
        description: 'Those that are not over, the one that ends first before others.',
        querystring: ScopeQuerySchema,
        response: managementAnswer('The silences.', { type: 'array', items: SilenceSchema }),
      },
    },
    async (request) => {
      const scope = scopeOf(principalOf(request), readScope(request.query).tenant)
      return { data: (await silences.list(scope)).map(show), meta: { requestId: request.id } }
    },
  )

  app.post(
    '/v1/silences',
    {
      config: { access: 'alerts.write', audit: { action: 'silence.create' } },
      schema: {
        operationId: 'silences_create',
        tags,
        summary: 'Silence alerts',
        description:
          'Keeps alerts from being told until a moment. They are raised and shown all the same, and told afterwards if they still go on.',
        querystring: ScopeQuerySchema,
        body: NewSilenceSchema,
        response: managementAnswer('The silence.', SilenceSchema, 201),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      const scope = scopeOf(principal, readScope(request.query).tenant)
      const { connector = null, objective = null, until, reason } = readSilence(request.body)
      const end = new Date(until)
      checkEnd(end, now())
      const made = await silences.create(
        { scope, connector, objective, until: end, reason, createdBy: principal.id },
        request.recordChange(show),
      )
      reply.status(201)
      return { data: show(made), meta: { requestId: request.id } }
    },
  )

  app.delete<WithId>(
    '/v1/silences/:id',
    {
      config: { access: 'alerts.write', audit: { action: 'silence.remove', target: idOf } },
      schema: {
        operationId: 'silences_remove',
        tags,
        summary: 'End a silence',
        description: 'What it has kept from being told is told within a minute, if it still goes on.',
        params: {
          type: 'object',
          required: ['id'],
          properties: { id: { type: 'string', description: 'As GET /v1/silences says.' } },
        },
        querystring: ScopeQuerySchema,
        response: managementAnswer('Which silence is gone.', {
          type: 'object',
          required: ['id'],
          properties: { id: { type: 'string' } },
        }),
      },
    },
    async (request) => {
      const scope = scopeOf(principalOf(request), readScope(request.query).tenant)
      await silences.remove(scope, request.params.id, request.recordChange(show))
      return { data: { id: request.params.id }, meta: { requestId: request.id } }
    },
  )
}

function checkEnd(end: Date, now: number): void {
  const message =
    end.getTime() <= now
      ? 'must be later than now'
      : end.getTime() > now + longest
        ? 'must be within 30 days from now'
        : undefined
  if (message === undefined) return
  throw new Problem('invalid_input', {
    detail: `The end of the silence ${message}.`,
    errors: [{ path: '/until', message }],
  })
}

function show({ until, createdAt, scope: _scope, ...silence }: Silence) {
  return { ...silence, until: until.toISOString(), createdAt: createdAt.toISOString() }
}
