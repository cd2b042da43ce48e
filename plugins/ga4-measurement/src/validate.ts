import {
  Type,
  type CallContext,
  type ConfigOf,
  type FieldError,
  type OriginOf,
  type Static,
} from '@patchbay/contract'
import { bodyOf, streamOf, type EventInput } from './event.ts'
import type { measurement } from './vendor.ts'

type Vendor = typeof measurement
export type Sender = CallContext<Static<typeof EventInput>, ConfigOf<Vendor>, OriginOf<Vendor>>

const WireMessages = Type.Object({
  validationMessages: Type.Optional(
    Type.Array(
      Type.Object({
        fieldPath: Type.Optional(Type.String()),
        description: Type.Optional(Type.String()),
        validationCode: Type.Optional(Type.String()),
      }),
    ),
  ),
})

/** Something that Google's own check finds wrong. */
export interface Finding extends FieldError {
  readonly code: string
}

const names: Readonly<Record<string, string>> = {
  client_id: 'clientId',
  app_instance_id: 'appInstanceId',
  user_id: 'userId',
  timestamp_micros: 'occurredAt',
  user_properties: 'userProperties',
}

/** A place as Google names it, such as `events[0].params`, as a pointer into the input. */
function pointerOf(fieldPath: string): string {
  if (fieldPath === '') return ''
  const [first = '', ...rest] = fieldPath.replaceAll('[', '.').replaceAll(']', '').split('.')
  return `/${[names[first] ?? first, ...rest].join('/')}`
}

/** Has Google check events. It checks neither the secret nor the stream, and nothing is counted. */
export async function validate({ input, config, http, now }: Sender): Promise<Finding[]> {
  const { body } = await http.request({
    method: 'POST',
    path: '/debug/mp/collect',
    query: streamOf(config),
    json: { ...bodyOf(input, config, now), validation_behavior: 'ENFORCE_RECOMMENDATIONS' },
    effect: 'read',
    response: WireMessages,
  })
  return (body.validationMessages ?? []).map(({ fieldPath = '', description = '', validationCode = '' }) => ({
    path: pointerOf(fieldPath),
    message: description,
    code: validationCode,
  }))
}
