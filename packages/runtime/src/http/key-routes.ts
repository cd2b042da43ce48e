import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiKeys, ToldKey } from '../access/api-keys/api-keys.ts'
import type { KeyRecord } from '../access/api-keys/key-records.ts'
import type { Toolsets } from '../mcp/toolsets/open-toolsets.ts'
import { checkToolsetNames } from '../mcp/toolsets/select-operations.ts'
import { queryReader } from './checked-input.ts'
import { versionCheck, versionTag } from './if-match.ts'
import { readKeyChange, readNewKey, readOverlap } from './key-input.ts'
import {
  describeKey,
  KeyChangeBody,
  KeyListQuery,
  KeySchema,
  NewKeyBody,
  RotationBody,
  ToldKeySchema,
} from './key-schemas.ts'
import { managementAnswer } from './management-answer.ts'
import { readCursor, toPage } from './page.ts'
import { principalOf } from './principal-of.ts'

const readQuery = queryReader(KeyListQuery)
/** When it was made, in milliseconds, and its id. */
const Position = Type.Tuple([
  Type.Integer({ minimum: 0, maximum: 8.64e15 }),
  Type.String({ pattern: '^\\w+$' }),
])

interface WithId {
  Params: { id: string }
}
const params = {
  type: 'object',
  properties: { id: { type: 'string', description: 'As GET /v1/keys says.' } },
  required: ['id'],
}
const headers = {
  type: 'object',
  properties: { 'if-match': { type: 'string', description: 'The ETag of the version that is meant.' } },
}
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id

export interface KeyRoutesOptions {
  readonly keys: ApiKeys
  readonly toolsets: Toolsets
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** API keys of the caller's tenant. */
export async function keyRoutes(
  app: FastifyInstance,
  { keys, toolsets, now }: KeyRoutesOptions,
): Promise<void> {
  const checkToolsets = async (request: FastifyRequest, names: readonly string[] | null | undefined) => {
    if (names) await checkToolsetNames(toolsets, principalOf(request).tenant, names)
  }
  const tell = (request: FastifyRequest, reply: FastifyReply, record: KeyRecord) => {
    reply.header('etag', versionTag(record.version)).header('cache-control', 'no-store')
    return { data: describeKey(record, now()), meta: { requestId: request.id } }
  }
  // What use and time alone change is nothing that somebody did.
  const describe = (record: KeyRecord) => describeKey({ ...record, last_used_at: null }, 0)
  const tellOnce = (request: FastifyRequest, reply: FastifyReply, { record, key }: ToldKey) => {
    const { data, meta } = tell(request, reply, record)
    return { data: { ...data, key }, meta }
  }

  app.get(
    '/v1/keys',
    {
      config: { access: 'keys.read' },
      schema: {
        operationId: 'keys_list',
        tags: ['Access'],
        summary: 'List API keys',
        description:
          'The keys of the tenant, the newest first; also those that have expired or were revoked.',
        querystring: KeyListQuery,
        response: managementAnswer('The keys.', Type.Array(KeySchema)),
      },
    },
    async (request) => {
      const { limit, cursor } = readQuery(request.query)
      const position = readCursor(Position, cursor)
      const after = position && { createdAt: new Date(position[0]), id: position[1] }
      const read = await keys.list(principalOf(request), limit + 1, after)
      const { entries, next } = toPage(read, limit, ({ created_at, id }) => [created_at.getTime(), id])
      return {
        data: entries.map((record) => describeKey(record, now())),
        meta: { requestId: request.id, next },
      }
    },
  )

  app.post(
    '/v1/keys',
    {
      config: { access: 'keys.write', audit: { action: 'key.create' } },
      schema: {
        operationId: 'keys_create',
        tags: ['Access'],
        summary: 'Create an API key',
        description:
          'The answer holds the key, which is not kept and cannot be shown again. A key has at most what its maker has; what is left out is held to what its maker is held to.',
        body: NewKeyBody,
        response: managementAnswer('The key.', ToldKeySchema, 201),
      },
    },
    async (request, reply) => {
      const wanted = readNewKey(request.body, now())
      await checkToolsets(request, wanted.toolsets)
      const told = await keys.create(principalOf(request), wanted, request.recordChange(describe))
      reply.code(201).header('location', `/v1/keys/${told.record.id}`)
      return tellOnce(request, reply, told)
    },
  )

  app.get<WithId>(
    '/v1/keys/:id',
    {
      config: { access: 'keys.read' },
      schema: {
        operationId: 'keys_get',
        tags: ['Access'],
        summary: 'Read an API key',
        params,
        response: managementAnswer('The key.', KeySchema),
      },
    },
    async (request, reply) => tell(request, reply, await keys.get(principalOf(request), request.params.id)),
  )

  app.patch<WithId>(
    '/v1/keys/:id',
    {
      config: { access: 'keys.write', audit: { action: 'key.update', target: idOf } },
      schema: {
        operationId: 'keys_update',
        tags: ['Access'],
        summary: 'Change an API key',
        description: 'What is left out stays as it is. Effective on all instances within a second.',
        params,
        headers,
        body: KeyChangeBody,
        response: managementAnswer('The key as it is now.', KeySchema),
      },
    },
    async (request, reply) => {
      const change = readKeyChange(request.body, now())
      await checkToolsets(request, change.toolsets)
      const { id } = request.params
      const check = versionCheck(request, 'The key')
      const written = request.recordChange(describe)
      return tell(request, reply, await keys.update(principalOf(request), id, change, check, written))
    },
  )

  app.post<WithId>(
    '/v1/keys/:id/rotate',
    {
      config: { access: 'keys.write', audit: { action: 'key.rotate', target: idOf } },
      schema: {
        operationId: 'keys_rotate',
        tags: ['Access'],
        summary: 'Rotate an API key',
        description: 'Gives it a new text. The one before stays valid for `overlap`, and no longer.',
        params,
        headers,
        body: RotationBody,
        response: managementAnswer('The key with its new text.', ToldKeySchema),
      },
    },
    async (request, reply) => {
      const overlap = readOverlap(request.body)
      const { id } = request.params
      const check = versionCheck(request, 'The key')
      const written = request.recordChange(describe)
      return tellOnce(request, reply, await keys.rotate(principalOf(request), id, overlap, check, written))
    },
  )

  app.delete<WithId>(
    '/v1/keys/:id',
    {
      config: { access: 'keys.write', audit: { action: 'key.revoke', target: idOf } },
      schema: {
        operationId: 'keys_revoke',
        tags: ['Access'],
        summary: 'Revoke an API key',
        description: 'It is refused on all instances within a second, for good. It stays in the list.',
        params,
        headers,
        response: managementAnswer('The key as it is now.', KeySchema),
      },
    },
    async (request, reply) => {
      const check = versionCheck(request, 'The key')
      const written = request.recordChange(describe)
      return tell(request, reply, await keys.revoke(principalOf(request), request.params.id, check, written))
    },
  )
}
