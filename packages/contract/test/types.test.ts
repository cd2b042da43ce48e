import t from 'tap'
import {
  apiKey,
  defineConnector,
  defineOperation,
  defineStream,
  defineVendor,
  encodeItems,
  oauth2,
  Secret,
  serviceAccount,
  Type,
} from '@patchbay/contract'

// What must not compile. tsc fails on an expect-error that finds no error, so these lines are the assertions.
const vendor = defineVendor({
  api: 'Example 1',
  docs: 'https://example.com/docs',
  sunset: null,
  config: Type.Object({ shop: Type.String() }),
  auth: {
    token: apiKey({
      title: 'Token',
      help: 'Settings → API',
      credentials: Type.Object({ token: Secret() }),
      field: 'token',
      in: 'header',
      name: 'x-token',
    }),
  },
  origins: { api: (config) => `https://${config.shop}.example.com`, files: 'https://files.example.com' },
  limits: {
    points: {
      kind: 'bucket',
      title: 'Points',
      unit: 'points',
      per: ['connection'],
      capacity: 10,
      refillPerSecond: 1,
      source: 'https://example.com/limits',
    },
  },
})

const facts = {
  title: 'Say',
  description: 'Says it.',
  effect: 'read',
  input: Type.Object({ text: Type.String() }),
  output: Type.Object({ text: Type.String() }),
  examples: [{ title: 'One', input: { text: 'a' }, output: { text: 'a' } }],
} as const

const say = defineOperation(vendor, {
  ...facts,
  cost: { points: (input, config) => input.text.length + config.shop.length },
  async run({ input, config, http }) {
    const { body } = await http.get('/say', {
      origin: 'files',
      response: Type.Object({ said: Type.String() }),
    })
    return { text: input.text + config.shop + body.said }
  },
})

t.test('types infer from the vendor to the operation', async (t) => {
  const connector = defineConnector({
    id: 'example',
    title: 'Example',
    description: 'An example.',
    stability: 'stable',
    vendor,
    operations: { 'text.say': say },
    check: 'text.say',
  })
  t.equal(connector.check, 'text.say')

  // @ts-expect-error a check that is not one of the operations
  defineConnector({ ...connector, check: 'text.shout' })

  // @ts-expect-error an output of the wrong type
  defineOperation(vendor, { ...facts, run: async () => ({ text: 1 }) })

  defineOperation(vendor, {
    ...facts,
    // @ts-expect-error a limit that the vendor does not have
    cost: { requests: 1 },
    run: async ({ input }) => input,
  })

  defineOperation(vendor, {
    ...facts,
    // @ts-expect-error a field that the config does not have
    run: async ({ config }) => ({ text: config.store }),
  })

  defineOperation(vendor, {
    ...facts,
    // @ts-expect-error a field that the input does not have
    run: async ({ input }) => ({ text: input.words }),
  })

  defineOperation(vendor, {
    ...facts,
    async run({ http }) {
      // @ts-expect-error an origin that the vendor does not have
      await http.get('/say', { origin: 'uploads', response: Type.Object({}) })
      return { text: '' }
    },
  })

  defineOperation(vendor, {
    ...facts,
    // @ts-expect-error an example that does not fit the output
    examples: [{ title: 'x', input: { text: '' }, output: { text: 1 } }],
    run: async ({ input }) => input,
  })

  const stream = {
    ...facts,
    input: Type.Object({ text: Type.String(), cursor: Type.Optional(Type.String()) }),
  }
  const sayAll = defineStream(vendor, {
    ...stream,
    async *stream({ input }) {
      yield [{ data: { text: input.text }, cursor: '1' }]
      yield encodeItems([{ data: { text: input.text }, cursor: '2' }])
    },
  })
  const both = defineConnector({
    ...connector,
    operations: { 'text.say': say, 'text.say-all': sayAll },
    check: 'text.say',
  })
  t.ok('stream' in both.operations['text.say-all'])

  // @ts-expect-error an input without a cursor to go on by
  defineStream(vendor, { ...facts, async *stream() {} })

  defineStream(vendor, {
    ...stream,
    // @ts-expect-error an item of the wrong type
    async *stream() {
      yield [{ data: { text: 1 }, cursor: '1' }]
    },
  })

  // @ts-expect-error a stream that changes something
  defineStream(vendor, { ...stream, effect: 'write', async *stream() {} })

  apiKey({
    title: 'Key',
    help: '',
    credentials: Type.Object({ key: Secret() }),
    // @ts-expect-error a field that the credentials do not have
    field: 'token',
    in: 'query',
    name: 'key',
  })

  const access = {
    title: 'Account',
    help: '',
    grant: 'authorization-code',
    authorize: { origin: 'accounts', path: '/authorize' },
    token: { origin: 'accounts', path: '/token' },
    pkce: 'S256',
    scopes: ['read'],
    refreshTokens: 'steady',
  } as const
  const { api, docs, sunset, config } = vendor
  const other = { api, docs, sunset, config, limits: {} }
  const addresses = { api: 'https://api.example.com', accounts: 'https://accounts.example.com' }
  defineVendor({ ...other, auth: { person: oauth2(access) }, origins: addresses })

  defineVendor({
    ...other,
    // @ts-expect-error a token endpoint at an origin that the vendor does not have
    auth: { person: oauth2({ ...access, token: { origin: 'login', path: '/token' } }) },
    origins: addresses,
  })

  defineVendor({
    ...other,
    auth: {
      // @ts-expect-error a service account at an origin that the vendor does not have
      robot: serviceAccount({
        title: 'Robot',
        help: '',
        token: { origin: 'login', path: '/token' },
        scopes: [],
      }),
    },
    origins: addresses,
  })

  // @ts-expect-error a grant with nothing said about PKCE
  oauth2({ ...access, pkce: undefined })

  // @ts-expect-error where people agree, for a grant in which nobody does
  oauth2({ title: '', help: '', grant: 'client-credentials', token: access.token, scopes: [], pkce: 'S256' })
})
