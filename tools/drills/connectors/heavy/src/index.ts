import {
  apiKey,
  Bytes,
  defineConnector,
  defineOperation,
  defineVendor,
  Secret,
  Type,
} from '@patchbay/contract'
import abuse, { type Abuse } from './transforms/abuse.ts'
import sumReport from './transforms/sum-report.ts'

const vendor = defineVendor({
  api: 'Heavy v1',
  docs: 'https://heavy.example/docs',
  sunset: null,
  config: Type.Object({}),
  auth: {
    key: apiKey({
      title: 'API key',
      help: 'Any key opens this vendor.',
      credentials: Type.Object({ key: Secret() }),
      field: 'key',
      in: 'header',
      name: 'x-api-key',
    }),
  },
  origins: { api: 'https://heavy.example' },
  limits: {},
})

const sum = defineOperation(vendor, {
  title: 'Sum',
  description: 'Adds up the report of the vendor.',
  effect: 'read',
  timeout: '5s',
  input: Type.Object({}),
  output: Type.Object({ pages: Type.Integer(), clicks: Type.Integer() }),
  examples: [{ title: 'A report', input: {}, output: { pages: 1, clicks: 2 } }],
  run: async ({ http, transform }) =>
    transform(sumReport, (await http.get('/report', { response: Bytes })).body),
})

const misuse = defineOperation(vendor, {
  title: 'Misuse',
  description: 'Goes wrong in a transform, in the way that it is told.',
  effect: 'read',
  timeout: '1s',
  input: Type.Object({
    abuse: Type.Union([Type.Literal('loop'), Type.Literal('leak'), Type.Literal('backtrack')]),
  }),
  output: Type.Boolean(),
  examples: [{ title: 'A loop', input: { abuse: 'loop' }, output: true }],
  run: async ({ input, transform }) => transform(abuse, { abuse: input.abuse satisfies Abuse }),
})

/** A connector whose transforms have much to do, or never end. */
export default defineConnector({
  id: 'heavy',
  title: 'Heavy',
  description: 'A vendor of big reports, and transforms that misbehave.',
  stability: 'experimental',
  vendor,
  check: 'reports.sum',
  operations: { 'reports.sum': sum, 'transforms.misuse': misuse },
})
