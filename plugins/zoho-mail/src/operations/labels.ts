import { defineOperation, Problem, Type, type Static } from '@patchbay/contract'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { cutPage, pageFields } from '../mail/paging.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask, tell } from '../wire/ask.ts'
import { decoded } from '../wire/html-text.ts'
import { Id, OutputId } from '../wire/id.ts'
import { Loose, textOf } from '../wire/scalars.ts'
import { Changed } from './folders.ts'

const WireLabel = Type.Object({
  labelId: Loose,
  displayName: Type.Optional(Loose),
  color: Type.Optional(Loose),
})

const LabelRecord = Type.Object({
  id: OutputId(),
  name: Type.String(),
  color: Type.String({ description: 'Such as #FF0000.' }),
})

const labelOf = ({ labelId, displayName, color }: Static<typeof WireLabel>) => ({
  id: textOf(labelId),
  name: decoded(textOf(displayName)),
  color: textOf(color),
})

const cache = { ttl: '10m', staleWhileRevalidate: '1h', staleIfError: '1d' } as const
const labelField = { ...mailboxField, labelId: Id('The label, as labels.list shows it.') }
const Name = (description: string) => Type.String({ minLength: 1, maxLength: 100, description })
const Color = (description: string) => Type.String({ pattern: '^#[0-9A-Fa-f]{6}$', description })
const toPay = { id: '4845214000000009101', name: 'To pay', color: '#FF0000' }

const WireLabels = Type.Array(WireLabel)

export const list = defineOperation(vendor, {
  title: 'List labels',
  description: 'All labels of the mailbox, with their ids and colours. Zoho calls them tags in places.',
  effect: 'read',
  scopes: [scope('tags', 'READ')],
  input: Type.Object({ ...mailboxField, ...pageFields }),
  output: Type.Object({ items: Type.Array(LabelRecord) }),
  cache,
  examples: [{ title: 'The first label', input: { limit: 1 }, output: { items: [toPay] } }],
  async run(context) {
    const path = `${await mailboxOf(context)}/labels`
    const labels = await ask(context.http, { method: 'GET', path }, WireLabels)
    return { items: cutPage(labels.map(labelOf), context.input, context.report) }
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a label',
  description: 'One label by its id: its name and its colour.',
  effect: 'read',
  scopes: [scope('tags', 'READ')],
  input: Type.Object(labelField),
  output: LabelRecord,
  cache,
  examples: [{ title: 'A label', input: { labelId: toPay.id }, output: toPay }],
  async run(context) {
    const path = `${await mailboxOf(context)}/labels/${context.input.labelId}`
    return labelOf(await ask(context.http, { method: 'GET', path }, WireLabel))
  },
})

export const create = defineOperation(vendor, {
  title: 'Create a label',
  description:
    'Makes a label. A name that is taken is the problem `conflict`. To put it on messages use messages.label.',
  effect: 'write',
  scopes: [scope('tags', 'CREATE')],
  input: Type.Object({
    ...mailboxField,
    name: Name('Its name.'),
    color: Type.Optional(Color('Its colour, such as #0066CC. Default: red.')),
  }),
  output: LabelRecord,
  examples: [
    {
      title: 'A green label',
      input: { name: 'Done', color: '#00AA00' },
      output: { id: '4845214000000010003', name: 'Done', color: '#00AA00' },
    },
  ],
  async run(context) {
    const { name, color = '#FF0000' } = context.input
    const path = `${await mailboxOf(context)}/labels`
    const made = await ask(
      context.http,
      { method: 'POST', path, json: { displayName: name, color } },
      WireLabel,
    )
    return labelOf({ displayName: name, color, ...made })
  },
})

export const update = defineOperation(vendor, {
  title: 'Change a label',
  description: 'Gives a label another name or another colour. What is not named stays.',
  effect: 'idempotent',
  scopes: [scope('tags', 'UPDATE')],
  input: Type.Object({
    ...labelField,
    name: Type.Optional(Name('Its new name.')),
    color: Type.Optional(Color('Its new colour, such as #0066CC.')),
  }),
  output: Changed,
  examples: [
    { title: 'Another colour', input: { labelId: toPay.id, color: '#AA0000' }, output: { id: toPay.id } },
  ],
  async run(context) {
    const { labelId, name, color } = context.input
    if (name === undefined && color === undefined) {
      throw new Problem('invalid_input', {
        detail: 'There is nothing to change.',
        errors: [{ path: '/name', message: 'is required here unless color is given' }],
      })
    }
    const json = {
      ...(name === undefined ? {} : { displayName: name }),
      ...(color === undefined ? {} : { color }),
    }
    await tell(context.http, { method: 'PUT', path: `${await mailboxOf(context)}/labels/${labelId}`, json })
    return { id: labelId }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Delete a label',
  description: 'Deletes a label, and takes it off all messages. The messages stay.',
  effect: 'destructive',
  scopes: [scope('tags', 'DELETE')],
  input: Type.Object(labelField),
  output: Changed,
  examples: [{ title: 'A label that nobody needs', input: { labelId: toPay.id }, output: { id: toPay.id } }],
  async run(context) {
    const { labelId } = context.input
    await tell(context.http, { method: 'DELETE', path: `${await mailboxOf(context)}/labels/${labelId}` })
    return { id: labelId }
  },
})
