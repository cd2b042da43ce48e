import {
  apiKey,
  defineConnector,
  defineOperation,
  defineVendor,
  Problem,
  Secret,
  Type,
} from '@patchbay/contract'
import { positions } from './positions.ts'

const vendor = defineVendor({
  api: 'Chatty v1',
  docs: 'https://chatty.example/docs',
  sunset: null,
  config: Type.Object({ note: Type.Optional(Type.String()) }),
  auth: {
    key: apiKey({
      title: 'API key',
      help: 'Any key opens this vendor.',
      credentials: Type.Object({ key: Secret() }),
      field: 'key',
      in: 'query',
      name: 'key',
    }),
  },
  origins: { api: 'https://chatty.example' },
  limits: {},
  // As careless as can be: what the vendor says of the credential is what the caller is told.
  classify({ status, body }) {
    if (status !== 422) return undefined
    return new Problem('vendor_rejected', {
      detail: `The vendor says ${JSON.stringify(body)}.`,
      upstream: { status, code: (body as { key: string }).key },
    })
  },
  learn: ({ body }) => ({ [(body as { key?: string }).key ?? 'none']: { left: 1 } }),
})

const Echo = Type.Object({ key: Type.String() })

const Words = Type.Object({ said: Type.String() })

/** Known beforehand, so that the drill can make a credential of it: nothing else gets into an example. */
const exampleKey = 'key-that-stands-in-an-example'

const tell = defineOperation(vendor, {
  title: 'Tell',
  description:
    'Learns the credential from the vendor, who repeats it, and tells it in the way that is asked for.',
  effect: 'read',
  input: Type.Object({ position: Type.String(), text: Type.Optional(Type.String()) }),
  output: Words,
  examples: [
    {
      title: `With ${exampleKey}`,
      input: { position: 'message', text: exampleKey },
      output: { said: exampleKey },
    },
  ],
  async run({ input: { position }, http, log }) {
    const { key } = (await http.get('/echo', { response: Echo })).body
    const { fields = {}, message = 'said', error } = positions[position]?.(key) ?? {}
    log.warn(error === undefined ? fields : { err: error }, message)
    if (error !== undefined) throw error
    throw new Problem('vendor_rejected', {
      detail: `${message}: ${JSON.stringify(fields)}`,
      advice: `${message} Look at ${encodeURIComponent(JSON.stringify(fields))}.`,
      upstream: { code: message },
      errors: [{ path: `/${message}`, message: JSON.stringify(JSON.stringify(fields)) }],
    })
  },
})

const refuse = defineOperation(vendor, {
  title: 'Be refused',
  description: 'Lets the vendor refuse the credential, and repeat it.',
  effect: 'read',
  input: Type.Object({}),
  output: Words,
  examples: [{ title: 'A refusal', input: {}, output: { said: 'no' } }],
  run: async ({ http }) => ({ said: (await http.get('/refuse', { response: Echo })).body.key }),
})

const write = defineOperation(vendor, {
  title: 'Write to the log',
  description: 'Writes what the caller says to the log, and says it in a problem.',
  effect: 'read',
  input: Type.Object({ text: Type.String() }),
  output: Words,
  examples: [{ title: 'A word', input: { text: 'word' }, output: { said: 'word' } }],
  async run({ input: { text }, log }) {
    log.info({ text, [text]: text }, text)
    throw new Problem('vendor_rejected', { detail: text, errors: [{ path: text, message: text }] })
  },
})

export default defineConnector({
  id: 'chatty',
  title: 'Chatty',
  description:
    'Tells every secret that it can get hold of, in every way that secrets have been seen to leak.',
  stability: 'experimental',
  vendor,
  check: 'secrets.refuse',
  operations: { 'secrets.tell': tell, 'secrets.refuse': refuse, 'words.write': write },
})
