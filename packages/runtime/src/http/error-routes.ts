import { Problem } from '@patchbay/contract'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '../access/principal.ts'
import { changeGroup, hoursOf, listGroups, type ErrorGroup } from '../errors/error-groups.ts'
import { installation } from '../objectives/scope.ts'
import type { Store } from '../store/store.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import { ErrorChangeSchema, ErrorGroupSchema, ErrorQuerySchema, type ErrorChange } from './error-schemas.ts'
import { managementAnswer } from './management-answer.ts'
import { readCursor, toPage } from './page.ts'
import { principalOf } from './principal-of.ts'
import { tenantAskedFor } from './tenant-question.ts'

export interface ErrorRoutesOptions {
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly now: () => number
}

interface WithId {
  Params: { id: string }
}

const readQuery = queryReader(ErrorQuerySchema)
const readChange = bodyReader(ErrorChangeSchema)
const Place = Type.Tuple([
  Type.Integer({ minimum: 0, maximum: 8.64e15 }),
  Type.String({ pattern: '^[^\\u0000]*$' }),
  Type.String({ pattern: '^[^\\u0000]*$' }),
])
const params = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', description: 'As GET /v1/errors says.' } },
}
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id
const day = 86_400_000

/** Whose groups somebody has before him: those of his tenant, and the installation's if he operates it. */
const ownScopes = ({ tenant, permissions }: Principal): string[] =>
  permissions.has('tenants.manage') ? [tenant, installation] : [tenant]

function scopesAskedFor(principal: Principal, asked: string | undefined): string[] | undefined {
  if (asked === undefined) return ownScopes(principal)
  const tenant = tenantAskedFor(principal, asked)
  return tenant === undefined ? undefined : [tenant]
}

/** Errors, grouped by what stays the same between occurrences. */
export async function errorRoutes(app: FastifyInstance, { store, now }: ErrorRoutesOptions): Promise<void> {
  const withHours = async (groups: readonly ErrorGroup[]) => {
    const hours = await hoursOf(store, groups, new Date(now() - day))
    return groups.map((group) => ({
      ...show(group),
      hours: hours
        .filter(({ tenant, id }) => tenant === group.tenant && id === group.id)
        .map(({ hour, count }) => ({ at: hour.toISOString(), count: Number(count) })),
    }))
  }

  app.get(
    '/v1/errors',
    {
      config: { access: 'operations.read' },
      schema: {
        operationId: 'errors_list',
        tags: ['Operations'],
        summary: 'List groups of errors',
        description:
          'Errors that are not the fault of a caller, grouped by what stays the same between occurrences, up to about a second ago. Those that occurred last come first.',
        querystring: ErrorQuerySchema,
        response: managementAnswer('The groups.', { type: 'array', items: ErrorGroupSchema }),
      },
    },
    async (request) => {
      const { limit, cursor, tenant, ...query } = readQuery(request.query)
      const tenants = scopesAskedFor(principalOf(request), tenant)
      const after = readCursor(Place, cursor)
      // One more than asked for tells whether there is more.
      const read = await listGroups(store, { ...query, tenants, after, limit: limit + 1 }, new Date(now()))
      const { entries, next } = toPage(read, limit, (last) => [
        last.last_seen.getTime(),
        last.tenant,
        last.id,
      ])
      return { data: await withHours(entries), meta: { requestId: request.id, next } }
    },
  )

  app.get<WithId>(
    '/v1/errors/:id',
    {
      config: { access: 'operations.read' },
      schema: {
        operationId: 'errors_get',
        tags: ['Operations'],
        summary: 'Read a group of errors',
        params,
        response: managementAnswer('The group.', ErrorGroupSchema),
      },
    },
    async (request) => {
      const { id } = request.params
      const tenants = ownScopes(principalOf(request))
      const [group] = await withHours(await listGroups(store, { tenants, id, limit: 1 }, new Date(now())))
      if (group === undefined) throw missing(id)
      return { data: group, meta: { requestId: request.id } }
    },
  )

  app.patch<WithId>(
    '/v1/errors/:id',
    {
      config: { access: 'errors.write', audit: { action: 'error.set', target: idOf } },
      schema: {
        operationId: 'errors_set',
        tags: ['Operations'],
        summary: 'Mute, resolve or reopen a group of errors',
        description: 'One that is resolved opens by itself when it occurs again.',
        params,
        body: ErrorChangeSchema,
        response: managementAnswer('The group as it is now.', ErrorGroupSchema),
      },
    },
    async (request) => {
      const { id } = request.params
      const change = readChange(request.body)
      const time = new Date(now())
      checkMute(change, time)
      const place = { tenants: ownScopes(principalOf(request)), id }
      const changed = await changeGroup(store, place, change, time, request.recordChange(describe))
      if (changed === undefined) throw missing(id)
      const [data] = await withHours([changed])
      return { data, meta: { requestId: request.id } }
    },
  )
}

function checkMute({ state, mutedUntil }: ErrorChange, time: Date): void {
  if (mutedUntil === undefined || (state === 'muted' && new Date(mutedUntil) > time)) return
  const message = 'must be later than now, and goes with the state muted only'
  throw new Problem('invalid_input', {
    detail: `\`mutedUntil\` ${message}.`,
    errors: [{ path: '/mutedUntil', message }],
  })
}

const missing = (id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no group of errors "${id.slice(0, 64)}".`,
    advice: 'GET /v1/errors lists the groups.',
  })

const describe = ({ state, muted_until, note }: ErrorGroup): object => ({
  state,
  mutedUntil: muted_until?.toISOString() ?? null,
  note,
})

function show(group: ErrorGroup) {
  const { tenant, id, source, connector, operation, code, sample } = group
  const { status, code: vendorCode } = sample.upstream ?? {}
  return {
    id,
    tenant,
    source,
    connector,
    operation,
    code,
    ...describe(group),
    title: sample.detail.slice(0, 200),
    upstream: sample.upstream === undefined ? null : { status, code: vendorCode },
    count: Number(group.count),
    firstSeen: group.first_seen.toISOString(),
    lastSeen: group.last_seen.toISOString(),
    isRegression: group.is_regression,
    sample,
  }
}
