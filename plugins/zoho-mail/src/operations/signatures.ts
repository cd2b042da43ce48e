import { defineOperation, Type, type Static } from '@patchbay/contract'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask, tell } from '../wire/ask.ts'
import { Id, OutputId } from '../wire/id.ts'
import { Loose, textOf } from '../wire/scalars.ts'
import { Changed } from './folders.ts'

const WireSignature = Type.Object({
  id: Loose,
  name: Type.Optional(Loose),
  content: Type.Optional(Loose),
  position: Type.Optional(Loose),
})

const WireSignatures = Type.Union([Type.Array(WireSignature), Type.Null()])

const Place = (description: string) =>
  Type.Union([Type.Literal('above_quote'), Type.Literal('below_quote')], { description })

const SignatureRecord = Type.Object({
  id: OutputId(),
  name: Type.String(),
  content: Type.String({ description: 'HTML.' }),
  place: Place('Where it stands in an answer.'),
})

type SignatureRecord = Static<typeof SignatureRecord>

const signatureOf = ({ id, name, content, position }: Static<typeof WireSignature>): SignatureRecord => ({
  id: textOf(id),
  name: textOf(name),
  content: textOf(content),
  place: textOf(position) === '1' ? 'below_quote' : 'above_quote',
})

const positionOf = (place: SignatureRecord['place']): number => (place === 'below_quote' ? 1 : 0)

const path = '/api/accounts/signature'
const signatureField = { signatureId: Id('The signature, as signatures.list shows it.') }
const contentField = {
  name: Type.String({ minLength: 1, maxLength: 100, description: 'Its name.' }),
  content: Type.String({ minLength: 1, maxLength: 100_000, description: 'The signature, as HTML.' }),
  place: Type.Optional(
    Place('Whether it stands above or below the quoted message in an answer. Default: above_quote.'),
  ),
}

const shop: SignatureRecord = {
  id: '4845214000000009201',
  name: 'Shop',
  content: '<div>Mara Fern, Fernhill</div>',
  place: 'above_quote',
}

export const list = defineOperation(vendor, {
  title: 'List signatures',
  description:
    'The signatures of the person. Messages that are sent from here get none by themselves: put one into `html`.',
  effect: 'read',
  scopes: [scope('accounts', 'READ')],
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(SignatureRecord) }),
  cache: { ttl: '10m', staleIfError: '1d' },
  examples: [{ title: 'All signatures', input: {}, output: { items: [shop] } }],
  async run({ http }) {
    return { items: ((await ask(http, { method: 'GET', path }, WireSignatures)) ?? []).map(signatureOf) }
  },
})

export const create = defineOperation(vendor, {
  title: 'Create a signature',
  description: 'Makes a signature, which the person can choose in Zoho Mail.',
  effect: 'write',
  scopes: [scope('accounts', 'CREATE')],
  input: Type.Object(contentField),
  output: SignatureRecord,
  examples: [
    {
      title: 'A private signature',
      input: { name: 'Private', content: '<div>Mara</div>' },
      output: {
        id: '4845214000000010003',
        name: 'Private',
        content: '<div>Mara</div>',
        place: 'above_quote',
      },
    },
  ],
  async run({ http, input }) {
    const { name, content, place = 'above_quote' } = input
    const position = positionOf(place)
    const made = await ask(http, { method: 'POST', path, json: { name, content, position } }, WireSignature)
    return signatureOf({ name, content, position, ...made })
  },
})

export const update = defineOperation(vendor, {
  title: 'Replace a signature',
  description: 'Gives a signature another name and another content. Both are replaced.',
  effect: 'idempotent',
  scopes: [scope('accounts', 'UPDATE')],
  input: Type.Object({ ...signatureField, ...contentField }),
  output: Changed,
  examples: [
    {
      title: 'Another content',
      input: { signatureId: shop.id, name: 'Shop', content: '<div>Mara Fern</div>' },
      output: { id: shop.id },
    },
  ],
  async run({ http, input }) {
    const { signatureId: id, name, content, place = 'above_quote' } = input
    await tell(http, { method: 'PUT', path, json: { id, name, content, position: positionOf(place) } })
    return { id }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Delete a signature',
  description: 'Deletes a signature. Messages that have it keep it.',
  effect: 'destructive',
  scopes: [scope('accounts', 'DELETE')],
  input: Type.Object(signatureField),
  output: Changed,
  examples: [{ title: 'A signature', input: { signatureId: shop.id }, output: { id: shop.id } }],
  async run({ http, input }) {
    await tell(http, { method: 'DELETE', path, query: { id: input.signatureId } })
    return { id: input.signatureId }
  },
})
