import { Type, type Static } from '@sinclair/typebox'
import { flagKeys } from '../flags/flag-definitions.ts'

/** What a rule says, as it is sent. */
export const FlagSettingSchema = Type.Object(
  {
    value: Type.Boolean({ description: 'What the flag is for whatever the rule is about.' }),
    percentage: Type.Number({
      minimum: 0,
      maximum: 100,
      default: 100,
      description: 'Share of the subjects that the rule is for. The others fall to the next rule.',
    }),
    rolloutBy: Type.Unsafe<'tenant' | 'principal'>({
      type: 'string',
      enum: ['tenant', 'principal'],
      default: 'tenant',
      description: 'What counts as one subject. Whoever is in the share stays in it while it grows.',
    }),
    isKilled: Type.Boolean({
      default: false,
      description: 'A kill switch: off for everything that the rule is about, whatever other rules say.',
    }),
    note: Type.String({ default: '', maxLength: 500, description: 'Why, for whoever reads it later.' }),
  },
  { additionalProperties: false },
)

export const FlagRuleSchema = Type.Object({
  id: Type.String({ description: 'What it is about: `tenant:connector:operation`, each of them or `*`.' }),
  ...FlagSettingSchema.properties,
  version: Type.Integer(),
  changedBy: Type.String({ description: 'Id of the principal that changed it last.' }),
  changedAt: Type.String({ format: 'date-time' }),
})

export type ShownFlagRule = Static<typeof FlagRuleSchema>

export const FlagSchema = Type.Object({
  key: Type.Unsafe<string>({ type: 'string', enum: [...flagKeys] }),
  kind: Type.Literal('boolean'),
  description: Type.String(),
  default: Type.Boolean({ description: 'What it is where no rule decides.' }),
  value: Type.Boolean({ description: 'What it is for your tenant where nothing narrower is asked.' }),
  rules: Type.Array(FlagRuleSchema, { description: 'In the order in which they are asked.' }),
})

export const FlagEvaluationSchema = Type.Object({
  key: Type.String(),
  value: Type.Boolean(),
  reason: Type.Unsafe<string>({
    type: 'string',
    enum: ['DEFAULT', 'TARGETING_MATCH', 'DISABLED'],
    description: 'As OpenFeature has it; `DISABLED` is a kill switch.',
  }),
  rule: Type.Optional(Type.String({ description: 'Id of the rule that decided.' })),
})

export const FlagContextSchema = Type.Object({
  tenant: Type.Optional(Type.String({ description: 'Default: yours. Of others only operators may ask.' })),
  connector: Type.Optional(Type.String()),
  operation: Type.Optional(Type.String()),
  principal: Type.Optional(Type.String({ description: 'Default: you.' })),
})
