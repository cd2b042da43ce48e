import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '../access/principal.ts'
import type { Registry } from '../connectors/registry.ts'
import type { BuiltInToolset } from '../mcp/toolsets/built-in-toolsets.ts'
import type { Toolsets } from '../mcp/toolsets/open-toolsets.ts'
import { toolsetsUnread } from '../mcp/toolsets/select-operations.ts'
import type { ToolsetChange } from '../mcp/toolsets/toolset-store.ts'
import { isToolsetName, longestToolsetName, type TenantToolset } from '../mcp/toolsets/toolset.ts'
import { bodyReader } from './checked-input.ts'
import { expectedVersion, otherVersion, versionTag, type IsExpected } from './if-match.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'
import {
  TenantToolsetSchema,
  ToolsetSchema,
  ToolsetSettingSchema,
  WholeToolsetSchema,
} from './toolset-schemas.ts'
import { showOwn, toolsetViews } from './toolset-views.ts'

const readSetting = bodyReader(ToolsetSettingSchema)

const params = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', description: 'Words in kebab-case, with dots between, such as `support.read`.' },
  },
}
const headers = {
  type: 'object',
  properties: { 'if-match': { type: 'string', description: 'ETag of the toolset as you have seen it.' } },
}

interface WithName {
  Params: { name: string }
}
const nameOf = (request: FastifyRequest): string => (request.params as WithName['Params']).name

export interface ToolsetRoutesOptions {
  readonly toolsets: Toolsets
  readonly registry: Registry
}

/** Toolsets: those that are there by themselves, and those of the caller's tenant. */
export async function toolsetRoutes(
  app: FastifyInstance,
  { toolsets, registry }: ToolsetRoutesOptions,
): Promise<void> {
  const { builtIn, known, stored } = toolsets
  const views = toolsetViews(registry)
  const ownOf = ({ tenant }: Principal): ReadonlyMap<string, TenantToolset> => {
    const own = known.of(tenant)
    if (own === undefined) throw toolsetsUnread()
    return own
  }

  app.get(
    '/v1/toolsets',
    {
      config: { access: 'toolsets.read' },
      schema: {
        operationId: 'toolsets_list',
        tags: ['Toolsets'],
        summary: 'List toolsets',
        description:
          'Bundles of operations that a key can be held to, and an MCP request can ask for: those of the tenant, then those that are there by themselves.',
        response: managementAnswer('The toolsets.', { type: 'array', items: ToolsetSchema }),
      },
    },
    async (request) => {
      const own = ownOf(principalOf(request))
      const sorted = [...own.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1))
      return {
        data: [...sorted, ...builtIn.listed.filter(({ name }) => !own.has(name))].map((one) =>
          views.show(one),
        ),
        meta: { requestId: request.id },
      }
    },
  )

  app.get<WithName>(
    '/v1/toolsets/:name',
    {
      config: { access: 'toolsets.read' },
      schema: {
        operationId: 'toolsets_get',
        tags: ['Toolsets'],
        summary: 'Read a toolset',
        description: 'A toolset with the operations that are in it.',
        params,
        response: managementAnswer('The toolset.', WholeToolsetSchema),
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const own = ownOf(principalOf(request)).get(name)
      const found: TenantToolset | BuiltInToolset | undefined = own ?? builtIn.find(name)
      if (found === undefined) throw missing(name)
      if (own !== undefined) reply.header('etag', versionTag(own.version))
      const data = { ...views.show(found), operations: views.operationsOf(found) }
      return { data, meta: { requestId: request.id } }
    },
  )

  app.put<WithName>(
    '/v1/toolsets/:name',
    {
      config: { access: 'toolsets.write', audit: { action: 'toolset.set', target: nameOf } },
      schema: {
        operationId: 'toolsets_set',
        tags: ['Toolsets'],
        summary: 'Set a toolset',
        description:
          'Makes a toolset of the tenant, or with If-Match changes it. It is in effect on all instances within a second.',
        params,
        headers,
        body: ToolsetSettingSchema,
        response: managementAnswer('The toolset as it is now.', TenantToolsetSchema),
      },
    },
    async (request, reply) => {
      const { name } = request.params
      checkName(name)
      const setting = readSetting(request.body)
      views.checkPatterns(setting.patterns)
      const change = changeOf(request, 'set', builtIn.isReserved(name))
      const { effects } = setting
      const toolset = await stored.put(change, { ...setting, effects }, request.recordChange(showOwn))
      await inEffect()
      reply.header('etag', versionTag(toolset.version))
      return { data: showOwn(toolset), meta: { requestId: request.id } }
    },
  )

  app.delete<WithName>(
    '/v1/toolsets/:name',
    {
      config: { access: 'toolsets.write', audit: { action: 'toolset.unset', target: nameOf } },
      schema: {
        operationId: 'toolsets_unset',
        tags: ['Toolsets'],
        summary: 'Remove a toolset',
        description: 'Needs If-Match. A toolset that a key is held to stays until the key has others.',
        params,
        headers,
        response: managementAnswer('Which toolset is gone.', {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' } },
        }),
      },
    },
    async (request) => {
      const { name } = request.params
      await stored.remove(changeOf(request, 'unset', builtIn.isReserved(name)), request.recordChange(showOwn))
      await inEffect()
      return { data: { name }, meta: { requestId: request.id } }
    },
  )

  // What was stored is told anyhow, so a caller is not told that it failed.
  const inEffect = (): Promise<void> => toolsets.refresh().catch(() => undefined)
}

function checkName(name: string): void {
  if (isToolsetName(name)) return
  throw new Problem('invalid_input', {
    detail: `"${name.slice(0, longestToolsetName)}" is no name for a toolset.`,
    advice: `Use words in kebab-case with dots between, such as support.read, of at most ${longestToolsetName} characters.`,
    errors: [{ path: '/name', message: 'must be words in kebab-case, with dots between' }],
  })
}

const missing = (name: string): Problem =>
  new Problem('not_found', {
    detail: `There is no toolset "${name}".`,
    advice: 'GET /v1/toolsets lists the toolsets.',
  })

function changeOf(
  request: FastifyRequest<WithName>,
  act: 'set' | 'unset',
  isReserved: boolean,
): ToolsetChange {
  const { name } = request.params
  if (!isToolsetName(name)) throw missing(name)
  const { tenant, id: principal } = principalOf(request)
  const expected = expectedVersion(request)
  const check = (version: number | undefined): void => {
    // One that was made before its connector was loaded can still be changed.
    if (version === undefined && isReserved) throw reserved(name)
    checkVersion(name, act, expected, version)
  }
  return { tenant, name, principal, check }
}

function checkVersion(
  name: string,
  act: 'set' | 'unset',
  expected: IsExpected | undefined,
  version: number | undefined,
): void {
  if (version === undefined) {
    if (act === 'unset') throw missing(name)
    if (expected !== undefined) throw otherVersion(`The toolset ${name}`)
  } else if (expected?.(version) !== true) throw otherVersion(`The toolset ${name}`)
}

const reserved = (name: string): Problem =>
  new Problem('conflict', {
    detail: `The name ${name} is for toolsets that are there by themselves: their names begin with a connector or a topic.`,
    advice:
      'Choose a name whose first word is no connector, such as my-orders, and repeat the request with it.',
  })
