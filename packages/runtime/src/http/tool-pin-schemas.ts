import { Type, type Static } from '@sinclair/typebox'

const digest = (description: string) => Type.String({ description, pattern: '^[0-9a-f]{64}$' })

export const ApprovalSchema = Type.Object(
  {
    digest: digest('Of the definition that is approved, as it was looked at.'),
  },
  { additionalProperties: false },
)

export const PinFilterSchema = Type.Object({
  connector: Type.Optional(Type.String({ description: 'Only tools of the connector with this id.' })),
  held: Type.Optional(
    Type.Boolean({ description: 'Only tools that are held back; or only those that are not.' }),
  ),
})

export const ToolPinSchema = Type.Object({
  id: Type.String({ description: 'Name of the tool.' }),
  connector: Type.String(),
  version: Type.String({ description: 'Of the connector.' }),
  operation: Type.String(),
  state: Type.Unsafe<string>({
    type: 'string',
    enum: ['trusted', 'changed', 'added', 'suspicious', 'unread'],
    description:
      '`changed`: another definition was trusted under this version. `added`: the version was seen without the tool. `suspicious`: a text in it seems to be meant to deceive. `unread`: the store could not be asked yet.',
  }),
  held: Type.Boolean({ description: 'Whether agents are not offered the tool until it is approved.' }),
  digest: digest('SHA-256 of the definition as it is here.'),
  trustedDigest: Type.Union([Type.String(), Type.Null()], {
    description: 'Of the definition that was trusted last under this version.',
  }),
  trustedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'When that was first seen, or approved.',
  }),
  approvedBy: Type.Union([Type.String(), Type.Null()], {
    description: 'Id of the principal who has approved it; null where it was the first to be seen.',
  }),
  suspicions: Type.Array(
    Type.Object({
      rule: Type.String({ description: 'What is wrong with a text of the definition.' }),
      pointer: Type.String({ description: 'JSON Pointer to it.' }),
    }),
  ),
})

export type ShownToolPin = Static<typeof ToolPinSchema>

export const ExaminedPinSchema = Type.Object({
  ...ToolPinSchema.properties,
  changes: Type.Array(Type.String(), {
    description: 'JSON Pointers to where the definition is another one than was trusted; at most twenty.',
  }),
  definition: Type.Unknown({ description: 'As it is here. Let no agent read it before it is approved.' }),
  trustedDefinition: Type.Unknown({
    description: 'As it was trusted last, where that is another one; else null.',
  }),
})
