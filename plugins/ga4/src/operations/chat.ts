import { defineOperation, Problem, Type } from '@patchbay/contract'
import { PropertyId, propertyOf } from '../property.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

const Cell = Type.Object({ value: Type.Optional(Type.String()) })
const Level = Type.Object({
  consumed: Type.Optional(Type.Integer()),
  remaining: Type.Optional(Type.Integer()),
})

const WireChat = Type.Object({
  sessionId: Type.Optional(Type.String()),
  blocks: Type.Optional(
    Type.Array(
      Type.Object({
        text: Type.Optional(Type.String()),
        table: Type.Optional(
          Type.Object({
            headers: Type.Optional(Type.Array(Type.Object({ header: Type.Optional(Type.String()) }))),
            rows: Type.Optional(Type.Array(Type.Object({ columns: Type.Optional(Type.Array(Cell)) }))),
          }),
        ),
      }),
    ),
  ),
  propertyQuota: Type.Optional(
    Type.Object({ tokensPerDay: Type.Optional(Level), tokensPerHour: Type.Optional(Level) }),
  ),
})

/** Google's own assistant, where the operator lets questions go to it. */
export const chat = {
  'chat.ask': defineOperation(vendor, {
    title: 'Ask Google’s assistant',
    description:
      'Puts a question in plain words to Google’s assistant for Analytics, which answers in text and tables of its own choice. Its numbers are not checked: use reports.run where they matter. It works only where the connection says `allowChat`. Google may change this alpha method at any time.',
    effect: 'read',
    stability: 'experimental',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      question: Type.String({
        minLength: 1,
        maxLength: 2_000,
        description: 'The question, such as `Which channels grew last week?`.',
      }),
      session: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 200,
          description: 'Goes on with an earlier conversation: `session` of its answer. Default: a new one.',
        }),
      ),
    }),
    output: Type.Object({
      session: Type.String(),
      blocks: Type.Array(
        Type.Object({
          text: Type.Optional(Type.String()),
          table: Type.Optional(
            Type.Object({ columns: Type.Array(Type.String()), rows: Type.Array(Type.Array(Type.String())) }),
          ),
        }),
        { description: 'Texts and tables, in the order of the answer.' },
      ),
      tokensLeft: Type.Object(
        { day: Type.Union([Type.Integer(), Type.Null()]), hour: Type.Union([Type.Integer(), Type.Null()]) },
        { description: 'Of the quota for such questions.' },
      ),
    }),
    timeout: '120s',
    task: 'offered',
    examples: [
      {
        title: 'A question about last week',
        input: { question: 'From where did visitors come last week?' },
        output: recorded('chat.ask'),
      },
    ],
    async run({ input, config, http }) {
      const property = propertyOf(input, config)
      if (config.allowChat !== true)
        throw new Problem('disabled', {
          detail: 'Questions to Google’s assistant are switched off for this connection.',
          advice:
            'Ask an administrator to set `allowChat` in the config of the connection, or use reports.run.',
        })
      const { body } = await http.post(`/v1alpha/properties/${property}:chat`, {
        json: {
          userQuery: input.question,
          ...(input.session === undefined ? {} : { sessionId: input.session }),
          returnPropertyQuota: true,
        },
        response: WireChat,
        effect: 'read',
      })
      const { tokensPerDay, tokensPerHour } = body.propertyQuota ?? {}
      return {
        session: body.sessionId ?? '',
        blocks: (body.blocks ?? []).map(({ text, table }) => ({
          ...(text === undefined ? {} : { text }),
          ...(table === undefined
            ? {}
            : {
                table: {
                  columns: (table.headers ?? []).map(({ header = '' }) => header),
                  rows: (table.rows ?? []).map(({ columns = [] }) => columns.map(({ value = '' }) => value)),
                },
              }),
        })),
        tokensLeft: { day: tokensPerDay?.remaining ?? null, hour: tokensPerHour?.remaining ?? null },
      }
    },
  }),
}
