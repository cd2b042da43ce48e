import { defineOperation, Type } from '@patchbay/contract'
import { askDone, askRecord, listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { changesOf } from '../admin/changes.ts'
import { Done, done } from '../admin/done.ts'
import { flag, id, moment, text, type Field } from '../admin/field.ts'
import { oneOf } from '../admin/one-of.ts'
import { betaPath, propertyField, thingId } from '../admin/places.ts'
import { nested, record } from '../admin/record.ts'
import { editing, reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const amount: Field<number> = {
  wire: Type.Number(),
  output: Type.Number({ description: 'The value.' }),
  read: (value) => (typeof value === 'number' ? value : 0),
}

const KeyEvent = record({
  id: id('Id of the key event within its property.'),
  eventName: text('Name of the event that counts.'),
  countingMethod: text('ONCE_PER_EVENT or ONCE_PER_SESSION.'),
  defaultValue: nested(
    record({ numericValue: amount, currencyCode: text('Its currency (ISO 4217).') }),
    'What an occurrence is worth that says nothing of its value; null for nothing.',
  ),
  custom: flag('Whether the event is one of the property’s own, not one of Google’s.'),
  deletable: flag('Whether it can be deleted.'),
  createTime: moment('When it was made.'),
})

const KeyEvents = listed('keyEvents', KeyEvent)

const example = {
  id: '7000000002',
  eventName: 'sign_up',
  countingMethod: 'ONCE_PER_SESSION',
  defaultValue: { numericValue: 5, currencyCode: 'USD' },
  custom: true,
  deletable: true,
  createTime: '2022-02-01T08:00:00.000Z',
}

const purchase = {
  id: '7000000001',
  eventName: 'purchase',
  countingMethod: 'ONCE_PER_EVENT',
  defaultValue: null,
  custom: false,
  deletable: false,
  createTime: '2021-03-04T10:00:00.000Z',
}

export const list = defineOperation(vendor, {
  title: 'List key events',
  description:
    'The events of a property that count as important (formerly conversions), a page at a time. Reports have them as the metric `keyEvents`.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: KeyEvents.output,
  cache: settingsCache,
  examples: [
    {
      title: 'The first one',
      input: { property: '311111111', pageSize: 1 },
      output: { items: [purchase] },
    },
  ],
  run: (context) => KeyEvents.ask(context, { path: betaPath(context, 'keyEvents') }),
})

const keyEvent = { ...propertyField, id: thingId('Id of the key event, as key-events.list gives it.') }
const input = { property: '311111111', id: '7000000002' }

export const get = defineOperation(vendor, {
  title: 'Get a key event',
  description: 'One key event of a property: how it is counted and what it is worth.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(keyEvent),
  output: KeyEvent.output,
  cache: settingsCache,
  examples: [{ title: 'By id', input, output: example }],
  run: (context) => askRecord(context, { path: betaPath(context, 'keyEvents', context.input.id) }, KeyEvent),
})

const countingMethod = oneOf(
  ['ONCE_PER_EVENT', 'ONCE_PER_SESSION'],
  'Whether each occurrence counts, or one in a session.',
)
const defaultValue = Type.Object(
  {
    numericValue: Type.Number({ description: 'The value.' }),
    currencyCode: Type.String({ pattern: '^[A-Z]{3}$', description: 'Its currency (ISO 4217).' }),
  },
  { description: 'What an occurrence is worth that says nothing of its value.' },
)

/** The fields that reports can have change with them. */
const invalidates = ['key-events', 'metadata']

export const create = defineOperation(vendor, {
  title: 'Create a key event',
  description:
    'Makes an event of a property count as important, from then on. It need not have occurred yet. A property has room for 30. An event that is one already is the problem `conflict`.',
  effect: 'write',
  scopes: editing,
  invalidates,
  input: Type.Object({
    ...propertyField,
    eventName: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$',
      description: 'Name of the event, as tags send it. It stays so.',
    }),
    countingMethod,
    defaultValue: Type.Optional(defaultValue),
  }),
  output: KeyEvent.output,
  examples: [
    {
      title: 'A request for a catalogue',
      input: {
        property: '311111111',
        eventName: 'catalogue_request',
        countingMethod: 'ONCE_PER_SESSION',
        defaultValue: { numericValue: 2.5, currencyCode: 'USD' },
      },
      output: {
        id: '990000001',
        eventName: 'catalogue_request',
        countingMethod: 'ONCE_PER_SESSION',
        defaultValue: { numericValue: 2.5, currencyCode: 'USD' },
        custom: true,
        deletable: true,
        createTime: '2026-11-22T17:00:00.000Z',
      },
    },
  ],
  run(context) {
    const { property: _, ...json } = context.input
    return askRecord(context, { method: 'POST', path: betaPath(context, 'keyEvents'), json }, KeyEvent)
  },
})

export const update = defineOperation(vendor, {
  title: 'Update a key event',
  description: 'Changes how a key event is counted, or what it is worth: only what is given.',
  effect: 'idempotent',
  scopes: editing,
  invalidates,
  input: Type.Object({
    ...keyEvent,
    countingMethod: Type.Optional(countingMethod),
    defaultValue: Type.Optional(
      Type.Union([defaultValue, Type.Null()], {
        description: 'What an occurrence is worth that says nothing of its value; null for nothing.',
      }),
    ),
  }),
  output: KeyEvent.output,
  examples: [
    {
      title: 'Without a value',
      input: { ...input, defaultValue: null },
      output: { ...example, defaultValue: null },
    },
  ],
  run(context) {
    const { id, countingMethod, defaultValue } = context.input
    const changes = changesOf({ countingMethod, defaultValue })
    return askRecord(
      context,
      { method: 'PATCH', path: betaPath(context, 'keyEvents', id), ...changes },
      KeyEvent,
    )
  },
})

export const remove = defineOperation(vendor, {
  title: 'Delete a key event',
  description:
    'Lets an event no longer count as important. The event itself is still collected; what reports have counted stays. Those that are not `deletable` are Google’s own.',
  effect: 'destructive',
  scopes: editing,
  invalidates,
  input: Type.Object(keyEvent),
  output: Done,
  examples: [{ title: 'By id', input, output: { id: '7000000002' } }],
  async run(context) {
    const { id } = context.input
    await askDone(context, { method: 'DELETE', path: betaPath(context, 'keyEvents', id) })
    return done(id)
  },
})
