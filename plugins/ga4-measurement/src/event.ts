import { Problem, Type, type Static } from '@patchbay/contract'

// Values of a parameter that stands for the items of a sale are records.
const ParameterValue = Type.Union([
  Type.String({ maxLength: 500 }),
  Type.Number(),
  Type.Boolean(),
  Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 200 }),
])

const Event = Type.Object(
  {
    name: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$',
      description:
        'Such as purchase or sign_up; letters, digits and underscores, 40 at most. Names that begin with ga_, google_ or firebase_ are Google’s own.',
    }),
    params: Type.Optional(
      Type.Record(Type.String({ minLength: 1, maxLength: 40 }), ParameterValue, {
        maxProperties: 25,
        description:
          'Up to 25. For a sale: transaction_id, currency, value and items. With session_id and engagement_time_msec the event counts to a session.',
      }),
    ),
  },
  { additionalProperties: false },
)

/** What is told of one person or installation. */
export const eventFields = {
  clientId: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 256,
      description: 'Of a web site: who it was, as the tag of the site has it in its cookie (_ga).',
    }),
  ),
  appInstanceId: Type.Optional(
    Type.String({
      pattern: '^[0-9a-fA-F]{32}$',
      description: 'Of an app: its instance, as the SDK of Firebase gives it.',
    }),
  ),
  userId: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 256,
      description: 'An id of your own for a person who is signed in.',
    }),
  ),
  occurredAt: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'When it happened, three days ago at most. Default: when Google receives it.',
    }),
  ),
  userProperties: Type.Optional(
    Type.Record(
      Type.String({ minLength: 1, maxLength: 24 }),
      Type.Union([Type.String({ maxLength: 36 }), Type.Number()]),
      {
        maxProperties: 25,
        description: 'Properties of the person, by name.',
      },
    ),
  ),
  consent: Type.Optional(
    Type.Object(
      {
        adUserData: Type.Optional(
          Type.Boolean({ description: 'Whether data may be sent to Google for ads.' }),
        ),
        adPersonalization: Type.Optional(Type.Boolean({ description: 'Whether ads may be personal.' })),
      },
      {
        additionalProperties: false,
        description: 'What the person agreed to. Default: Google applies the settings of the property.',
      },
    ),
  ),
  events: Type.Optional(
    Type.Array(Event, {
      minItems: 1,
      maxItems: 25,
      description: 'Up to 25 events, in the order in which they happened.',
    }),
  ),
}

export const EventInput = Type.Object(eventFields)

type EventInput = Static<typeof EventInput>

export interface StreamConfig {
  readonly measurementId?: string
  readonly firebaseAppId?: string
}

const oldest = 72 * 3_600_000

/** The stream that a connection sends to, as Google wants it in the query. Throws where the connection names none or two. */
export function streamOf({ measurementId, firebaseAppId }: StreamConfig): Record<string, string> {
  if ((measurementId === undefined) === (firebaseAppId === undefined)) {
    throw new Problem('invalid_input', {
      detail: 'The connection has to name one stream: a measurementId or a firebaseAppId, and not both.',
      advice: 'Correct the config of the connection.',
    })
  }
  return measurementId === undefined
    ? { firebase_app_id: firebaseAppId ?? '' }
    : { measurement_id: measurementId }
}

/** The body that Google wants. Throws `invalid_input` for what it would take without a word and drop. */
export function bodyOf(input: EventInput, config: StreamConfig, now: number) {
  const { clientId, appInstanceId, userId, occurredAt, userProperties, consent, events = [] } = input
  const [wanted, path] =
    config.firebaseAppId === undefined ? [clientId, '/clientId'] : [appInstanceId, '/appInstanceId']
  if (wanted === undefined) {
    throw new Problem('invalid_input', {
      detail: 'Google drops events without a word that do not say whose they are.',
      errors: [{ path, message: 'is missing, and this kind of stream needs it' }],
    })
  }
  const at = occurredAt === undefined ? undefined : Date.parse(occurredAt)
  if (at !== undefined && (at < now - oldest || at > now + oldest)) {
    throw new Problem('invalid_input', {
      detail: 'Google takes events of the last three days.',
      errors: [{ path: '/occurredAt', message: 'is not within three days' }],
    })
  }
  const agreed = (is: boolean | undefined) => (is === undefined ? undefined : is ? 'GRANTED' : 'DENIED')
  return {
    client_id: clientId,
    app_instance_id: appInstanceId,
    user_id: userId,
    timestamp_micros: at === undefined ? undefined : at * 1_000,
    user_properties:
      userProperties === undefined
        ? undefined
        : Object.fromEntries(Object.entries(userProperties).map(([name, value]) => [name, { value }])),
    consent:
      consent === undefined
        ? undefined
        : {
            ad_user_data: agreed(consent.adUserData),
            ad_personalization: agreed(consent.adPersonalization),
          },
    events: events.map(({ name, params = {} }) => ({ name, params })),
  }
}
