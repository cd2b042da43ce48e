import { effects } from '@patchbay/contract'
import { Type, type Static } from '@sinclair/typebox'
import type { KeyEnvironment } from './api-keys/api-key-text.ts'
import type { Restrictions } from './principal.ts'

const list = (pattern: string, description: string) =>
  Type.Optional(
    Type.Array(Type.String({ pattern, maxLength: 200 }), {
      minItems: 1,
      maxItems: 200,
      uniqueItems: true,
      description,
    }),
  )

/** What a principal is held to, as it is written and stored. */
export const RestrictionsSchema = Type.Object(
  {
    connectors: list('^[a-z][a-z0-9-]*$', 'Ids of connectors.'),
    operations: list('^[a-z][a-z0-9-]*/[!-~]+$', 'As `connector/operation`.'),
    effects: Type.Optional(
      Type.Array(Type.Union(effects.map((effect) => Type.Literal(effect))), {
        minItems: 1,
        uniqueItems: true,
        description: 'Effects of operations.',
      }),
    ),
    connections: list('^[!-~]+$', 'Ids of connections.'),
  },
  { additionalProperties: false, description: 'Each list that is there is all that is allowed of its kind.' },
)

export type ListedRestrictions = Static<typeof RestrictionsSchema>

export const restrictionKinds = ['connectors', 'operations', 'effects', 'connections'] as const

const emulatorsOnly: ReadonlySet<'live' | 'mock'> = new Set(['mock'])

/** Ready for look-ups; undefined for none. */
export function toRestrictions(
  listed: ListedRestrictions | null,
  environment: KeyEnvironment,
): Restrictions | undefined {
  const isTest = environment === 'test'
  if (listed === null && !isTest) return undefined
  const { connectors, operations, effects: named, connections } = listed ?? {}
  return Object.freeze({
    ...(isTest && { sources: emulatorsOnly }),
    ...(connectors && { connectors: new Set(connectors) }),
    ...(operations && { operations: new Set(operations) }),
    ...(named && { effects: new Set(named) }),
    ...(connections && { connections: new Set(connections) }),
  })
}

/** As it is written; undefined for none. */
export function listRestrictions(restrictions: Restrictions | undefined): ListedRestrictions | undefined {
  if (restrictions === undefined) return undefined
  const { connectors, operations, effects: named, connections } = restrictions
  return {
    ...(connectors && { connectors: [...connectors] }),
    ...(operations && { operations: [...operations] }),
    ...(named && { effects: [...named] }),
    ...(connections && { connections: [...connections] }),
  }
}
