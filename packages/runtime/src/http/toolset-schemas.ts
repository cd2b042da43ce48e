import { effects } from '@patchbay/contract'
import { Type, type Static } from '@sinclair/typebox'
import { longestOperationPattern, operationPatternForm } from '../mcp/toolsets/operation-pattern.ts'
import { PlainText } from './plain-text.ts'

const Effects = Type.Array(Type.Union(effects.map((effect) => Type.Literal(effect))), {
  minItems: 1,
  uniqueItems: true,
  description: 'Only operations with one of these effects. Default: operations of every effect.',
})

const Patterns = Type.Array(
  Type.String({ pattern: operationPatternForm, maxLength: longestOperationPattern }),
  {
    minItems: 1,
    maxItems: 100,
    uniqueItems: true,
    description:
      'What is in it: `connector/operation`, where `*` is every connector, and in the operation any run of characters, such as `shopify/orders.*`, `gsc/*` or `*/*.list`.',
  },
)

/** What a toolset is made of, as it is sent. */
export const ToolsetSettingSchema = Type.Object(
  {
    title: PlainText(100, 'For people.'),
    description: Type.String({ default: '', maxLength: 500, description: 'What it is for.' }),
    patterns: Patterns,
    effects: Type.Optional(Effects),
  },
  { additionalProperties: false },
)

const shown = {
  name: Type.String({ description: 'What a key or a request names it by.' }),
  title: Type.String(),
  description: Type.String(),
  patterns: Patterns,
  effects: Type.Optional(Effects),
}

/** What somebody has written, and when. */
export const TenantToolsetSchema = Type.Object({
  ...shown,
  version: Type.Integer({ description: 'Grows with each change; the ETag.' }),
  changedBy: Type.String({ description: 'Id of the principal that changed it last.' }),
  changedAt: Type.String({ format: 'date-time' }),
})

export type ShownTenantToolset = Static<typeof TenantToolsetSchema>

export const ToolsetSchema = Type.Object({
  ...shown,
  kind: Type.Unsafe<'custom' | 'built-in'>({
    type: 'string',
    enum: ['custom', 'built-in'],
    description: '`built-in` ones are there by themselves and cannot be changed.',
  }),
  tools: Type.Integer({ description: 'How many of the loaded operations are in it.' }),
  unmatched: Type.Array(Type.String(), {
    description:
      'Patterns that no loaded operation has: their connector is not loaded, or has no such operation.',
  }),
  parts: Type.Optional(
    Type.Array(Type.String(), {
      description: 'Names of smaller built-in ones, each of what one noun of the connector has.',
    }),
  ),
  version: Type.Optional(TenantToolsetSchema.properties.version),
  changedBy: Type.Optional(TenantToolsetSchema.properties.changedBy),
  changedAt: Type.Optional(TenantToolsetSchema.properties.changedAt),
})

export type ShownToolset = Static<typeof ToolsetSchema>

/** One of them, with what is in it. */
export const WholeToolsetSchema = Type.Composite([
  ToolsetSchema,
  Type.Object({
    operations: Type.Array(Type.String(), {
      description:
        'What is in it, as `connector/operation`. A key is offered those of them that it may call.',
    }),
  }),
])
