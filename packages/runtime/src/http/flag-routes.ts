import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '../access/principal.ts'
import { lacking } from '../access/refusals.ts'
import { flagDefinitions, flagKeys, isFlagKey, type FlagKey } from '../flags/flag-definitions.ts'
import type { FlagRule } from '../flags/flag-rule.ts'
import type { FlagRuleChange } from '../flags/flag-rule-store.ts'
import { parseTargetId, type FlagTarget } from '../flags/flag-target.ts'
import type { Flags } from '../flags/open-flags.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import {
  FlagContextSchema,
  FlagEvaluationSchema,
  FlagRuleSchema,
  FlagSchema,
  FlagSettingSchema,
  type ShownFlagRule,
} from './flag-schemas.ts'
import { expectedVersion, otherVersion, versionTag, type IsExpected } from './if-match.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'
import { checkTenant } from './tenant-scope.ts'

const readSetting = bodyReader(FlagSettingSchema)
const readContext = queryReader(FlagContextSchema)

const flagParameter = { flag: { type: 'string', enum: [...flagKeys], description: 'Key of the flag.' } }
const ruleParameters = {
  type: 'object',
  required: ['flag', 'rule'],
  properties: {
    ...flagParameter,
    rule: {
      type: 'string',
      description:
        'What it is about: `tenant:connector:operation`, each of them or `*`, such as `*:shopify:*`.',
    },
  },
}
const ifMatch = {
  type: 'object',
  properties: { 'if-match': { type: 'string', description: 'ETag of the rule as you have seen it.' } },
}

interface FlagParams {
  readonly flag: string
}
interface RuleParams extends FlagParams {
  readonly rule: string
}

const targetOf = (request: FastifyRequest): string => {
  const { flag, rule } = request.params as RuleParams
  return `${flag}/${rule}`
}

/** Flags and their rules. */
export async function flagRoutes(app: FastifyInstance, { flags }: { flags: Flags }): Promise<void> {
  app.get(
    '/v1/flags',
    {
      config: { access: 'flags.read' },
      schema: {
        operationId: 'flags_list',
        tags: ['Flags'],
        summary: 'List flags',
        description:
          'Every flag with its value for your tenant, and the rules that are about it. Operators see the rules of all tenants.',
        response: managementAnswer('The flags.', { type: 'array', items: FlagSchema }),
      },
    },
    async (request) => {
      const principal = principalOf(request)
      return {
        data: flagKeys.map((key) => ({
          key,
          kind: flagDefinitions[key].kind,
          description: flagDefinitions[key].description,
          default: flags.defaultOf(key),
          value: flags.decide(key, { tenant: principal.tenant }).value,
          rules: flags.rules.of(key).filter(isVisibleTo(principal)).map(show),
        })),
        meta: { requestId: request.id },
      }
    },
  )

  app.get<{ Params: FlagParams }>(
    '/v1/flags/:flag/evaluation',
    {
      config: { access: 'flags.read' },
      schema: {
        operationId: 'flags_evaluate',
        tags: ['Flags'],
        summary: 'Evaluate a flag',
        description: 'What a flag is in some context, and which rule decides that.',
        params: { type: 'object', required: ['flag'], properties: flagParameter },
        querystring: FlagContextSchema,
        response: managementAnswer('The value, and why.', FlagEvaluationSchema),
      },
    },
    async (request) => {
      const key = flagOf(request.params)
      const principal = principalOf(request)
      const {
        tenant = principal.tenant,
        principal: targetingKey = principal.id,
        ...context
      } = readContext(request.query)
      checkTenant(principal, tenant)
      const details = await flags.client.getBooleanDetails(key, flags.defaultOf(key), {
        ...context,
        tenant,
        targetingKey,
      })
      const { value, reason, flagMetadata } = details
      const rule = flagMetadata['rule']
      return {
        data: { key, value, reason, ...(typeof rule === 'string' ? { rule } : {}) },
        meta: { requestId: request.id },
      }
    },
  )

  app.put<{ Params: RuleParams }>(
    '/v1/flags/:flag/rules/:rule',
    {
      config: { access: 'flags.write', audit: { action: 'flag.set', target: targetOf } },
      schema: {
        operationId: 'flags_set_rule',
        tags: ['Flags'],
        summary: 'Set a rule',
        description:
          'Adds a rule, or with If-Match changes it. It is in effect on all instances within a second. Of the rules that are about a call, the more specific one decides: a tenant first, then an operation, then a connector; kill switches come before all.',
        params: ruleParameters,
        headers: ifMatch,
        body: FlagSettingSchema,
        response: managementAnswer('The rule as it is now.', FlagRuleSchema),
      },
    },
    async (request, reply) => {
      const change = changeOf(request, request.params, 'set')
      const rule = await flags.stored.put(change, readSetting(request.body), request.recordChange(show))
      await inEffect()
      reply.header('etag', versionTag(rule.version))
      return { data: show(rule), meta: { requestId: request.id } }
    },
  )

  app.delete<{ Params: RuleParams }>(
    '/v1/flags/:flag/rules/:rule',
    {
      config: { access: 'flags.write', audit: { action: 'flag.unset', target: targetOf } },
      schema: {
        operationId: 'flags_unset_rule',
        tags: ['Flags'],
        summary: 'Remove a rule',
        description: 'Needs If-Match. What the rule was about falls to the next rule, or to the default.',
        params: ruleParameters,
        headers: ifMatch,
        response: managementAnswer('Which rule is gone.', {
          type: 'object',
          required: ['id'],
          properties: { id: { type: 'string' } },
        }),
      },
    },
    async (request) => {
      const change = changeOf(request, request.params, 'unset')
      await flags.stored.remove(change, request.recordChange(show))
      await inEffect()
      return { data: { id: request.params.rule }, meta: { requestId: request.id } }
    },
  )

  // What was stored is told anyhow, so a caller is not told that it failed.
  const inEffect = (): Promise<void> => flags.refresh().catch(() => undefined)
}

function flagOf({ flag }: FlagParams): FlagKey {
  if (isFlagKey(flag)) return flag
  throw new Problem('not_found', {
    detail: `There is no flag "${flag}".`,
    advice: 'GET /v1/flags lists the flags.',
  })
}

function changeOf(request: FastifyRequest, params: RuleParams, act: 'set' | 'unset'): FlagRuleChange {
  const flag = flagOf(params)
  const target = parseTargetId(params.rule)
  if (target === undefined) {
    throw new Problem('invalid_input', {
      detail: `"${params.rule}" does not say what the rule is about.`,
      advice:
        'Name a tenant, a connector and an operation of it, each or `*`, such as `*:shopify:orders.list`.',
      errors: [{ path: '/rule', message: 'must be tenant:connector:operation, each of them or *' }],
    })
  }
  const principal = principalOf(request)
  checkTarget(principal, target)
  const expected = expectedVersion(request)
  const check = (version: number | undefined): void => checkVersion(params, act, expected, version)
  return { flag, target, principal: principal.id, check }
}

function checkTarget(principal: Principal, { tenant }: FlagTarget): void {
  if (tenant !== undefined) checkTenant(principal, tenant)
  else if (!principal.permissions.has('operations.write')) throw lacking('operations.write')
}

function checkVersion(
  { flag, rule }: RuleParams,
  act: 'set' | 'unset',
  expected: IsExpected | undefined,
  version: number | undefined,
): void {
  if (version === undefined) {
    if (act === 'set' && expected === undefined) return
    if (act === 'set') throw otherVersion(`The rule ${rule} of the flag ${flag}`)
    throw new Problem('not_found', {
      detail: `The flag ${flag} has no rule ${rule}.`,
      advice: 'GET /v1/flags lists the rules.',
    })
  }
  if (expected?.(version) !== true) throw otherVersion(`The rule ${rule} of the flag ${flag}`)
}

const isVisibleTo =
  ({ tenant, permissions }: Principal) =>
  ({ target }: FlagRule): boolean =>
    target.tenant === undefined || target.tenant === tenant || permissions.has('tenants.manage')

function show({ flag: _flag, target: _target, changedAt, ...rest }: FlagRule): ShownFlagRule {
  return { ...rest, changedAt: changedAt.toISOString() }
}
