import { Type } from '@sinclair/typebox'
import type { JsonSchema } from '../../connectors/connector-description.ts'
import type { ToolDefinition } from '../tools/tool-definition.ts'

export const readMoreName = 'read_more'

export const ReadMoreInputSchema = Type.Object(
  {
    handle: Type.String({
      pattern: '^[A-Za-z0-9_-]{1,100}$',
      description: 'The handle that the note of the long answer gives.',
    }),
    from: Type.Optional(
      Type.Integer({
        minimum: 0,
        default: 0,
        description: 'Where to go on: the `from` that the note gives, or the `next` of the part before.',
      }),
    ),
  },
  { additionalProperties: false },
)

const ReadMoreOutputSchema = Type.Object({
  items: Type.Optional(Type.Array(Type.Unknown(), { description: 'The next whole items of the answer.' })),
  rest: Type.Optional(
    Type.Unknown({ description: 'With from 0: the answer without its items, where it is more than a list.' }),
  ),
  text: Type.Optional(
    Type.String({ description: 'The next characters of the JSON, where the answer does not go by items.' }),
  ),
  from: Type.Integer({ description: 'Where this part begins, counted from 0.' }),
  total: Type.Integer({ description: 'How many items, or characters, the whole answer has.' }),
  next: Type.Optional(Type.Integer({ description: 'Where the next part begins. Not there on the last.' })),
})

const plain = <T>(schema: T): T => JSON.parse(JSON.stringify(schema)) as T

export const readMoreOutput: JsonSchema = plain(ReadMoreOutputSchema)

export const readMoreDefinition: ToolDefinition = Object.freeze({
  name: readMoreName,
  title: 'Read more of a long answer',
  description:
    'Gives the next part of an answer that was too long to be shown at once. Its note says the handle and where to go on.',
  inputSchema: plain(ReadMoreInputSchema),
  outputSchema: readMoreOutput,
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
})
