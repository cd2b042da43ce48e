import t from 'tap'
import { inspectConnector } from '../../src/connectors/inspect-connector.ts'
import { createAddressReader, expandAddress, variablesOf } from '../../src/connectors/resource-address.ts'
import guide from '../fixtures/connectors/guide/index.ts'

const { tour } = guide.prompts ?? {}
const picture = 'guide://places/{name}/picture'

const withPrompt = (change: object, name = 'tour') => ({
  ...guide,
  prompts: { [name]: { ...tour, ...change } },
})

const withResource = (change: object, address = picture) => ({
  ...guide,
  resources: { [address]: { ...guide.resources?.[picture], ...change } },
})

const withOperation = (id: keyof typeof guide.operations, change: object) => ({
  ...guide,
  operations: { ...guide.operations, [id]: { ...guide.operations[id], ...change } },
})

t.test(
  'prompts, resources and what operations say of themselves are judged when they are loaded',
  async (t) => {
    inspectConnector(guide)
    const wrong = [
      [{ ...guide, prompts: [] }, /prompts are not an object/],
      [withPrompt({}, 'A tour'), /prompt "A tour" is not named in kebab-case/],
      [withPrompt({ messages: undefined }), /has no messages/],
      [withPrompt({ description: '' }), /has no description/],
      [
        withPrompt({ arguments: { properties: { days: { type: 'integer' } } } }),
        /"days", which is not a text/,
      ],
      [withPrompt({ arguments: { properties: { days: { type: 'string' } } } }), /does not describe/],
      [withPrompt({ completions: { days: [] } }), /completes "days", which it does not have/],
      [
        withPrompt({ completions: { place: { operation: 'no.such', list: 'a' } } }),
        /not one of its operations/,
      ],
      [withPrompt({ completions: { place: { operation: 'bookings.create', list: 'a' } } }), /not a read/],
      [withPrompt({ completions: { place: { operation: 'places.picture', list: 'a' } } }), /empty input/],
      [withResource({ operation: 'bookings.create' }), /not a read/],
      [withResource({ operation: 'no.such' }), /not one of the operations/],
      [withResource({ mimeType: 'picture' }), /no media type/],
      [withResource({}, 'guide://places'), /does not give "name", which places.picture needs/],
      [withResource({}, 'guide://{name}/{size}'), /gives "size", which is not in the input/],
      [withResource({}, 'other://{name}'), /does not begin with guide:\/\//],
      [withResource({}, 'guide://{+name}'), /expression "\{\+name\}"/],
      [withResource({}, 'guide://{name}{name}'), /a variable twice/],
      [withResource({ completions: { size: ['big'] } }), /completes "size"/],
      [withOperation('places.picture', { asks: true }), /cannot be kept or streamed/],
      [withOperation('places.list', { asks: 'often' }), /neither true nor false/],
      [withOperation('places.list', { present: 'nicely' }), /no function/],
    ] as const
    for (const [connector, message] of wrong) t.throws(() => inspectConnector(connector), { message })
  },
)

t.test('an address is read as it is written', async (t) => {
  const read = createAddressReader(picture)
  for (const name of ['Porto', 'São Paulo', 'a/b?c#d', '100%'])
    t.same(read(expandAddress(picture, { name })), { name })
  for (const other of [
    'guide://places//picture',
    'guide://places/a/b/picture',
    'guide://places/a/picture/',
    'x',
    'guide://places/%E0/picture',
  ])
    t.equal(read(other), undefined, other)
  t.same(createAddressReader('guide://a.b')('guide://a.b'), {})
  t.equal(createAddressReader('guide://a.b')('guide://axb'), undefined)
  t.same(variablesOf('guide://{from}/{to}'), ['from', 'to'])
})
