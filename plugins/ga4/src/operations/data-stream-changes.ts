import { defineOperation, Problem, Type } from '@patchbay/contract'
import { askDone, askRecord } from '../admin/ask.ts'
import { changesOf } from '../admin/changes.ts'
import { Done, done } from '../admin/done.ts'
import { oneOf } from '../admin/one-of.ts'
import { betaPath, propertyField, thingId } from '../admin/places.ts'
import { editing } from '../scopes.ts'
import { DataStream, exampleStream } from '../admin/stream-record.ts'
import { vendor } from '../vendor.ts'

const displayName = Type.String({ minLength: 1, maxLength: 255, description: 'Name of the stream.' })
const defaultUri = Type.String({
  format: 'uri',
  pattern: '^https?://',
  maxLength: 2_048,
  description: 'For websites: the address of the site.',
  examples: ['https://www.fernhill.example'],
})
const app = { pattern: '^[A-Za-z][A-Za-z0-9_.-]*$', maxLength: 255 }

/** Which field a kind of stream needs, and where Google has it. */
const kinds = {
  WEB_DATA_STREAM: { field: 'defaultUri', in: 'webStreamData' },
  ANDROID_APP_DATA_STREAM: { field: 'packageName', in: 'androidAppStreamData' },
  IOS_APP_DATA_STREAM: { field: 'bundleId', in: 'iosAppStreamData' },
} as const

type Kind = keyof typeof kinds

const ofApps = ['packageName', 'bundleId', 'defaultUri'] as const

/** What is particular to a kind: its own field, and none of another kind's. */
function dataOf(input: { readonly type: Kind } & { readonly [N in (typeof ofApps)[number]]?: string }) {
  const { field, in: place } = kinds[input.type]
  const value = input[field]
  const errors = [
    ...(value === undefined ? [{ path: `/${field}`, message: `is required for ${input.type}` }] : []),
    ...ofApps
      .filter((name) => name !== field && input[name] !== undefined)
      .map((name) => ({ path: `/${name}`, message: `is not for ${input.type}` })),
  ]
  if (errors.length > 0)
    throw new Problem('invalid_input', { detail: `A ${input.type} is told apart by \`${field}\`.`, errors })
  return { [place]: { [field]: value } }
}

export const create = defineOperation(vendor, {
  title: 'Create a data stream',
  description:
    'Lets one more website or app send data to a property. The answer has the measurement id of a website. An app is known to Firebase as well once it is linked there.',
  effect: 'write',
  scopes: editing,
  input: Type.Object({
    ...propertyField,
    type: oneOf(Object.keys(kinds) as Kind[], 'What sends the data. It stays so.'),
    displayName,
    defaultUri: Type.Optional(defaultUri),
    packageName: Type.Optional(
      Type.String({ ...app, description: 'For Android apps: name of the package.' }),
    ),
    bundleId: Type.Optional(Type.String({ ...app, description: 'For iOS apps: the bundle id.' })),
  }),
  output: DataStream.output,
  examples: [
    {
      title: 'A website',
      input: {
        property: '311111111',
        type: 'WEB_DATA_STREAM',
        displayName: 'Fernhill Seeds website',
        defaultUri: 'https://seeds.fernhill.example',
      },
      output: {
        ...exampleStream,
        id: '990000001',
        displayName: 'Fernhill Seeds website',
        webStreamData: {
          measurementId: 'G-0990000001',
          defaultUri: 'https://seeds.fernhill.example',
          firebaseAppId: null,
        },
        createTime: '2026-11-22T17:00:00.000Z',
        updateTime: '2026-11-22T17:00:00.000Z',
      },
    },
  ],
  run: (context) => {
    const { type, displayName } = context.input
    const json = { type, displayName, ...dataOf(context.input) }
    return askRecord(context, { method: 'POST', path: betaPath(context, 'dataStreams'), json }, DataStream)
  },
})

const stream = { ...propertyField, id: thingId('Id of the stream, as data-streams.list gives it.') }

export const update = defineOperation(vendor, {
  title: 'Update a data stream',
  description: 'Changes the name of a stream, or the address of a website. What it measures stays.',
  effect: 'idempotent',
  scopes: editing,
  input: Type.Object({
    ...stream,
    displayName: Type.Optional(displayName),
    defaultUri: Type.Optional(defaultUri),
  }),
  output: DataStream.output,
  examples: [
    {
      title: 'A new name',
      input: { property: '311111111', id: '5000000001', displayName: 'Fernhill Garden' },
      output: {
        ...exampleStream,
        displayName: 'Fernhill Garden',
        updateTime: '2026-11-22T17:00:00.000Z',
      },
    },
  ],
  run(context) {
    const { id, displayName, defaultUri } = context.input
    const changes = changesOf({ displayName, defaultUri }, { defaultUri: 'webStreamData.defaultUri' })
    return askRecord(
      context,
      { method: 'PATCH', path: betaPath(context, 'dataStreams', id), ...changes },
      DataStream,
    )
  },
})

export const remove = defineOperation(vendor, {
  title: 'Delete a data stream',
  description:
    'Deletes a stream for good: what its website or app sends from then on is dropped. Data that it has collected stays in the property.',
  effect: 'destructive',
  scopes: editing,
  invalidates: ['data-streams', 'measurement-secrets'],
  input: Type.Object(stream),
  output: Done,
  examples: [
    {
      title: 'An app that is retired',
      input: { property: '311111111', id: '5000000002' },
      output: { id: '5000000002' },
    },
  ],
  async run(context) {
    const { id } = context.input
    await askDone(context, { method: 'DELETE', path: betaPath(context, 'dataStreams', id) })
    return done(id)
  },
})
