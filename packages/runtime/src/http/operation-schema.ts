import type { JsonSchema, OperationDescription } from '../connectors/connector-description.ts'
import type { LoadedConnector, LoadedOperation } from '../connectors/loaded-connector.ts'
import { eventMediaType, streamMediaType } from './media-types.ts'
import { operationName, queryName } from '../connectors/operation-names.ts'

const effectSentence = {
  read: 'Changes nothing.',
  idempotent: 'Changes something; repeating it leaves the same state.',
  write: 'Changes something; repeating it does it again.',
  destructive: 'Removes or overwrites what cannot be brought back.',
} as const

export const problemResponse = {
  description: 'A problem (RFC 9457). `code` says which one; `advice` what to do next.',
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
}

const connectionHeader = {
  'patchbay-connection': {
    type: 'string',
    description: 'Id of the connection to use. Not needed where the connector has only one.',
  },
}

const idempotencyHeader = {
  'idempotency-key': {
    type: 'string',
    minLength: 1,
    maxLength: 255,
    pattern: '^[\\x21-\\x7e]*$',
    description:
      'Names this one intent: visible ASCII, such as a UUID. A call that repeats it with the same input does not run again but gets the answer of the first; 409 while that one runs, 422 with another input.',
  },
}

const timingHeader = {
  'patchbay-timing': {
    type: 'string',
    description: '`1`: the answer says in Server-Timing where the time of the call went.',
  },
}

const answersHeader = {
  'patchbay-answers': {
    type: 'string',
    pattern: '^[A-Za-z0-9_-]+$',
    description:
      'Answers to the `questions` of the problem `input_required`, those of earlier rounds included: base64url of a JSON object with an answer for each name.',
  },
}

const replayedHeader = {
  'Idempotency-Replayed': {
    type: 'string',
    enum: ['true'],
    description: 'The answer is that of an earlier call with the same Idempotency-Key.',
  },
}

const cacheControlHeader = {
  'cache-control': {
    type: 'string',
    description:
      '`no-cache`: a new answer, which is kept; `no-store`: a new one, which is not; `max-age=n`: none that is older than n seconds; `only-if-cached`: a kept one, or 504 (RFC 9111, 5.2.1).',
  },
}

const text = (description: string) => ({ type: 'string', description })
const cacheStatus = text('What the cache did (RFC 9211); only for operations whose answers are kept.')
const serverTiming = text(
  'Where the time of the call went, in milliseconds, for `Patchbay-Timing: 1`; `start` counts from the beginning of the call.',
)
const answerHeaders = {
  post: { 'Cache-Status': cacheStatus, 'Server-Timing': serverTiming },
  get: {
    'Server-Timing': serverTiming,
    ETag: text('Names the data of the answer; to be sent as If-None-Match.'),
    'Cache-Control': text('How long the answer is fresh, from when the vendor was asked.'),
    Age: text('Seconds since the vendor was asked; only for operations whose answers are kept.'),
    'Cache-Status': cacheStatus,
  },
}

const validateOnly = {
  type: 'object',
  properties: {
    validateOnly: {
      type: 'boolean',
      default: false,
      description:
        'Only checks the call: input, permission, flags and scopes. Predicts its cost, sends nothing to the vendor, and takes nothing from its limits.',
    },
  },
}

const preferHeader = {
  prefer: {
    type: 'string',
    description:
      '`respond-async` (RFC 7240): the call runs as a task, which outlives the connection. The answer is 202 with the task.',
  },
}
const taskResponse = {
  description: 'The call runs as a task: with `Prefer: respond-async`.',
  headers: { Location: text('Where the task is.') },
  type: 'object',
  required: ['data', 'meta'],
  properties: {
    data: { $ref: 'Task#' },
    meta: { type: 'object', required: ['requestId'], properties: { requestId: { type: 'string' } } },
  },
}

function headersOf({ effect, cache, asks }: OperationDescription, method: 'post' | 'get'): object {
  return {
    type: 'object',
    properties: {
      ...connectionHeader,
      ...timingHeader,
      ...(method === 'post' ? preferHeader : {}),
      ...(effect !== 'read' ? idempotencyHeader : cache === null ? {} : cacheControlHeader),
      ...(asks === true ? answersHeader : {}),
    },
  }
}

/** One line of a streamed answer. */
const streamSchema = (output: JsonSchema): object => ({
  description:
    'One JSON value a line. An item is `{"data":…,"cursor":"…"}`; to go on after it, send its `cursor`. The last line is `{"meta":…}` where all is there, or `{"problem":…}`. Without either the answer was cut off. With `Accept: text/event-stream` each line is an event; the last one is named `end` or `problem`.',
  content: {
    [streamMediaType]: {
      schema: {
        anyOf: [
          {
            type: 'object',
            required: ['data', 'cursor'],
            properties: { data: output, cursor: text('To be sent as the input field `cursor`.') },
          },
          {
            type: 'object',
            required: ['meta'],
            properties: { meta: { $ref: 'StreamMeta#' } },
          },
          { type: 'object', required: ['problem'], properties: { problem: { $ref: 'Problem#' } } },
        ],
      },
    },
    [eventMediaType]: { schema: { type: 'string' } },
  },
})

/** The tag that the operations of a connector are grouped by; an older major has a group of its own. */
export function tagOf({ host: { description }, major }: LoadedConnector, isNewest: boolean): string {
  return isNewest ? description.title : `${description.title} ${major}`
}

/** The OpenAPI side of an operation's route. Validation is the engine's; this schema is documentation. */
export function operationSchema(
  { connector, description }: LoadedOperation,
  method: 'post' | 'get',
  connectorName: string,
): object {
  const { title, effect, scopes, stability, input, output, isStream } = description
  const needs =
    scopes.length === 0
      ? ''
      : ` Needs the vendor's scopes ${scopes.map((scope) => `\`${scope}\``).join(', ')}.`
  const name = operationName(connectorName, description.id)
  return {
    operationId: method === 'post' ? name : queryName(name),
    tags: [tagOf(connector, connectorName === connector.host.description.id)],
    summary: title,
    description: `${description.description}\n\n${effectSentence[effect]}${needs}`,
    ...(stability === 'deprecated' ? { deprecated: true } : {}),
    headers: headersOf(description, method),
    ...(method === 'post' ? { body: input } : { querystring: input }),
    ...(effect === 'read' ? {} : { querystring: validateOnly }),
    ...(isStream ? { produces: [streamMediaType, eventMediaType] } : {}),
    response: {
      200: isStream
        ? streamSchema(output)
        : {
            description: 'The answer.',
            headers: effect === 'read' ? answerHeaders[method] : replayedHeader,
            type: 'object',
            required: ['data', 'meta'],
            properties: {
              data:
                effect === 'read' ? (output as JsonSchema) : { anyOf: [output, { $ref: 'CallValidation#' }] },
              meta: { $ref: 'CallMeta#' },
            },
          },
      ...(method === 'post' ? { 202: taskResponse } : {}),
      ...(method === 'get'
        ? { 304: { description: 'Not changed since the answer with the given ETag.', type: 'null' } }
        : {}),
      '4xx': problemResponse,
      '5xx': problemResponse,
    },
  }
}
