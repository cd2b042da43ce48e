import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Permission } from '../access/permissions.ts'
import { defaultTenant, type Principal } from '../access/principal.ts'
import { refusalOf } from '../access/refusals.ts'
import type { Browsers } from '../access/sessions/open-sessions.ts'
import type { SessionOwner } from '../access/sessions/session-records.ts'
import { queryReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { readCursor, toPage } from './page.ts'
import { principalOf } from './principal-of.ts'
import {
  describeForAudit,
  describeSession,
  EndedSchema,
  SessionListQuery,
  SessionOwnerQuery,
  SessionSchema,
} from './session-schemas.ts'

const readListQuery = queryReader(SessionListQuery)
const readOwnerQuery = queryReader(SessionOwnerQuery)
/** When it began, in milliseconds, and its id. */
const Position = Type.Tuple([
  Type.Integer({ minimum: 0, maximum: 8.64e15 }),
  Type.String({ pattern: '^\\w+$' }),
])

interface WithId {
  Params: { id: string }
}
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id

/** Whose sessions are meant: the caller's, or those of somebody else whom the caller may manage. */
function ownerOf(caller: Principal, asked: string | undefined, permission: Permission): SessionOwner {
  if (asked === undefined || asked === caller.id) return own(caller)
  if (!caller.permissions.has(permission)) throw refusalOf(caller, permission)
  // Of the operator nobody sees any: it is asked for as a key that is not there.
  return { tenant: caller.tenant, principal: asked, kind: asked.includes(':') ? 'oidc' : 'api-key' }
}

/** The operator has signed in to no tenant, wherever it acts now. */
const own = ({ id, kind, tenant }: Principal): SessionOwner => ({
  principal: id,
  kind,
  tenant: kind === 'operator' ? defaultTenant : tenant,
})

/** Which browsers are known as whom, and how that is ended from elsewhere. */
export async function sessionListRoutes(
  app: FastifyInstance,
  { sessions, cookie }: Pick<Browsers, 'sessions' | 'cookie'>,
): Promise<void> {
  const currentOf = async (request: FastifyRequest): Promise<string | undefined> => {
    const token = request.headers.authorization === undefined ? cookie.read(request) : undefined
    return token === undefined ? undefined : (await sessions.find(token))?.id
  }

  app.get(
    '/v1/sessions',
    {
      config: { access: 'authenticated' },
      schema: {
        operationId: 'sessions_list',
        tags: ['Access'],
        summary: 'List sessions',
        description:
          'The sessions of the caller that have not ended, the newest first; with `principal` those of somebody else of the tenant, for whom has keys.read.',
        querystring: SessionListQuery,
        response: managementAnswer('The sessions.', Type.Array(SessionSchema)),
      },
    },
    async (request, reply) => {
      const { limit, cursor, principal } = readListQuery(request.query)
      const owner = ownerOf(principalOf(request), principal, 'keys.read')
      const position = readCursor(Position, cursor)
      const after = position && { createdAt: new Date(position[0]), id: position[1] }
      const [read, current] = await Promise.all([sessions.list(owner, limit + 1, after), currentOf(request)])
      const { entries, next } = toPage(read, limit, ({ created_at, id }) => [created_at.getTime(), id])
      reply.header('cache-control', 'no-store')
      return {
        data: entries.map((record) => describeSession(record, record.id === current)),
        meta: { requestId: request.id, next },
      }
    },
  )

  app.delete<WithId>(
    '/v1/sessions/:id',
    {
      config: { access: 'authenticated', audit: { action: 'session.end', target: idOf } },
      schema: {
        operationId: 'sessions_end',
        tags: ['Access'],
        summary: 'End a session',
        description: 'Ends a session of the caller on all instances.',
        params: {
          type: 'object',
          properties: { id: { type: 'string', description: 'As GET /v1/sessions says.' } },
          required: ['id'],
        },
        response: managementAnswer('How many have ended.', EndedSchema),
      },
    },
    async (request) => {
      const written = request.recordChange(describeForAudit)
      await sessions.end(own(principalOf(request)), request.params.id, written)
      return { data: { ended: 1 }, meta: { requestId: request.id } }
    },
  )

  app.delete(
    '/v1/sessions',
    {
      config: {
        access: 'authenticated',
        audit: {
          action: 'session.end-all',
          target: (request) => {
            const { principal } = request.query as { principal?: unknown }
            return typeof principal === 'string' ? principal : request.principal?.id
          },
        },
      },
      schema: {
        operationId: 'sessions_end_all',
        tags: ['Access'],
        summary: 'End all sessions',
        description:
          'Ends all sessions of the caller on all instances; with `principal` those of somebody else of the tenant, for whom has keys.write.',
        querystring: SessionOwnerQuery,
        response: managementAnswer('How many have ended.', EndedSchema),
      },
    },
    async (request) => {
      const { principal } = readOwnerQuery(request.query)
      const owner = ownerOf(principalOf(request), principal, 'keys.write')
      const ended = await sessions.endAll(
        owner,
        request.recordChange((all) => all),
      )
      return { data: { ended }, meta: { requestId: request.id } }
    },
  )
}
