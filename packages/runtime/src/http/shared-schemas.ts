import { Type } from '@sinclair/typebox'
import { effects, problemKinds, type Effect, type ProblemCode, type QuestionKind } from '@patchbay/contract'
import { cacheStatuses, type CacheStatus } from '../calls/cache/cache-outcome.ts'

const codes = Object.keys(problemKinds) as ProblemCode[]

/** Every failure of every route. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'Reference to the page of this kind of problem.' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String({ description: 'What happened.' }),
    instance: Type.String({ description: 'Names this one occurrence.' }),
    code: Type.Unsafe<ProblemCode>({ type: 'string', enum: codes }),
    advice: Type.String({ description: 'What to do next.' }),
    retryable: Type.Boolean({ description: 'Whether the same call can succeed if it is sent again.' }),
    retryAfter: Type.Optional(Type.Number({ minimum: 0, description: 'Seconds to wait first.' })),
    connector: Type.Optional(Type.String()),
    operation: Type.Optional(Type.String()),
    connection: Type.Optional(Type.String()),
    upstream: Type.Optional(
      Type.Object(
        {
          status: Type.Optional(Type.Integer()),
          code: Type.Optional(Type.String()),
          requestId: Type.Optional(Type.String()),
        },
        { description: 'What the vendor itself said.' },
      ),
    ),
    traceId: Type.String(),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          path: Type.String({ description: 'JSON pointer into the input.' }),
          message: Type.String(),
        }),
      ),
    ),
    questions: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object({
          kind: Type.Unsafe<QuestionKind>({
            type: 'string',
            enum: ['form', 'url', 'completion', 'roots'],
            description:
              '`form`: a person fills in the `schema`; `url`: a person does something at the `url`; `completion`: a language model goes on from the `messages`; `roots`: the folders that the caller works in.',
          }),
        }),
        {
          description:
            'Of `input_required`: what has to be answered, by name. An answer to a `form` is `{"action":"accept","content":{…}}`, or has the action `decline` or `cancel`, as that to a `url`; one to a `completion` has `role`, `content` and `model`; one to `roots` has `roots`.',
        },
      ),
    ),
    'violated-policies': Type.Optional(
      Type.Array(Type.String(), {
        description: 'Of `rate_limited`: which of the policies in the header RateLimit-Policy are used up.',
      }),
    ),
  },
  { $id: 'Problem', title: 'Problem' },
)

/** What is said about an answer beside the answer. */
export const StreamMetaSchema = {
  $id: 'StreamMeta',
  title: 'StreamMeta',
  description: 'What is said about a streamed answer whose end was reached.',
  allOf: [
    { $ref: 'CallMeta#' },
    {
      type: 'object',
      required: ['items'],
      properties: { items: { type: 'integer', description: 'How many items this answer had.' } },
    },
  ],
}

export const CallMetaSchema = Type.Object(
  {
    requestId: Type.String(),
    connector: Type.String(),
    operation: Type.String(),
    connection: Type.String(),
    source: Type.Unsafe<'live' | 'mock'>({
      type: 'string',
      enum: ['live', 'mock'],
      description: '`mock` if the answer comes from the emulator of the vendor.',
    }),
    next: Type.Optional(
      Type.String({ description: 'Send it back as the input field `cursor` for the next page.' }),
    ),
    partial: Type.Optional(
      Type.Boolean({ description: 'Some of what was asked for is missing; see `warnings`.' }),
    ),
    warnings: Type.Optional(
      Type.Array(
        Type.Object({ code: Type.String(), message: Type.String(), path: Type.Optional(Type.String()) }),
      ),
    ),
    cost: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object({ predicted: Type.Optional(Type.Number()), actual: Type.Optional(Type.Number()) }),
        { description: "What the call took from the vendor's limits." },
      ),
    ),
    stale: Type.Optional(
      Type.Boolean({
        description:
          'The answer was kept, and is not fresh any more. Where it stands in for a failure, a warning names that.',
      }),
    ),
    cache: Type.Optional(
      Type.Object(
        {
          status: Type.Unsafe<CacheStatus>({
            type: 'string',
            enum: [...cacheStatuses],
            description:
              '`hit`: kept, and fresh; `stale`: kept, and not fresh any more; `miss`: asked of the vendor; `joined`: asked of the vendor for an identical call at the same time; `refreshed`: asked because the request said `no-cache`; `bypassed`: asked and not kept because it said `no-store`.',
          }),
          age: Type.Optional(
            Type.Integer({ minimum: 0, description: 'Seconds since the vendor gave a kept answer.' }),
          ),
        },
        { description: 'How the cache took part, for operations whose answers are kept.' },
      ),
    ),
  },
  { $id: 'CallMeta', title: 'CallMeta' },
)

/** What a call would mean that was asked for with `validateOnly`. */
export const CallValidationSchema = Type.Object(
  {
    valid: Type.Literal(true),
    effect: Type.Unsafe<Effect>({ type: 'string', enum: [...effects] }),
    scopes: Type.Array(Type.String(), {
      description: 'What the call needs at the vendor; the connection is not known to lack any of it.',
    }),
    cost: Type.Record(
      Type.String(),
      Type.Object({
        predicted: Type.Number({ description: 'What the call would take.' }),
        left: Type.Optional(Type.Number({ description: 'What is there now.' })),
        capacity: Type.Optional(Type.Number()),
      }),
      { description: 'By limit of the vendor.' },
    ),
  },
  {
    $id: 'CallValidation',
    title: 'CallValidation',
    description: 'The answer to a call with `validateOnly`: it would be made, and was not.',
  },
)
