import { defineOperation, Problem, Type } from '@patchbay/contract'
import { factsOf, organizationOf, rowsOf } from '../mail/organization.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask } from '../wire/ask.ts'
import { Facts } from './organization.ts'

const Anything = Type.Unknown()

const spanFields = {
  from: Type.String({
    format: 'date-time',
    description: 'When the span begins, such as 2026-11-20T00:00:00Z.',
  }),
  until: Type.String({ format: 'date-time', description: 'When the span ends.' }),
}

const Limit = (maximum: number) =>
  Type.Optional(
    Type.Integer({ minimum: 1, maximum, default: 50, description: 'Entries a page. Default: 50.' }),
  )

const output = Type.Object({ items: Type.Array(Facts) })

const common = { effect: 'read', stability: 'experimental', output } as const
const span = { from: '2026-11-20T00:00:00Z', until: '2026-11-21T00:00:00Z' }

/** Milliseconds since 1970 of a span. Throws `invalid_input` for one that ends before it begins. */
function spanOf({ from, until }: { readonly from: string; readonly until: string }): [number, number] {
  const [begins, ends] = [Date.parse(from), Date.parse(until)]
  if (begins < ends) return [begins, ends]
  throw new Problem('invalid_input', {
    detail: 'The span ends before it begins.',
    errors: [{ path: '/until', message: 'must be after from' }],
  })
}

const kinds = {
  logins: 'loginActivity',
  failed_logins: 'failedLoginActivity',
  protocol_logins: 'protocolLoginActivity',
  failed_protocol_logins: 'failedProtocolLoginActivity',
} as const

type Kind = keyof typeof kinds

export const logins = defineOperation(vendor, {
  ...common,
  title: 'List sign-ins',
  description:
    'Who signed in, or failed to, in a span of time; by IMAP and the like too. For administrators.',
  scopes: [scope('organization.accounts', 'READ')],
  input: Type.Object({
    ...spanFields,
    kind: Type.Optional(
      Type.Union(
        (Object.keys(kinds) as Kind[]).map((name) => Type.Literal(name)),
        { default: 'logins', description: 'Which sign-ins. Default: logins.' },
      ),
    ),
    limit: Limit(200),
    cursor: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: '`meta.next` of the page before.' }),
    ),
  }),
  examples: [
    {
      title: 'Of one day',
      input: span,
      output: {
        items: [{ emailAddress: 'tom@fernhill.example', ipAddress: '192.0.2.7', loginTime: '1795165200000' }],
      },
    },
  ],
  async run(context) {
    const { input, http, report } = context
    const [fromTime, toTime] = spanOf(input)
    const path = `${await organizationOf(context)}/accounts/reports/loginHistory`
    const query = {
      mode: kinds[input.kind ?? 'logins'],
      fromTime,
      toTime,
      batchSize: input.limit ?? 50,
      scrollId: input.cursor,
    }
    const data = await ask(http, { method: 'GET', path, query }, Anything)
    const rows = rowsOf(data)
    const scrollId = factsOf(data)['scrollId']
    report.next(rows.length > 0 && typeof scrollId === 'string' && scrollId !== '' ? scrollId : undefined)
    return { items: rows.map(factsOf) }
  },
})

export const audit = defineOperation(vendor, {
  ...common,
  title: 'List what administrators did',
  description: 'The audit log of the organization in a span of time, newest first. For administrators.',
  scopes: [scope('organization.audit', 'READ')],
  input: Type.Object({
    ...spanFields,
    category: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z_]{1,60}$',
        description: "Only of this category, in Zoho's words. Default: all.",
      }),
    ),
    limit: Limit(200),
  }),
  examples: [
    {
      title: 'Of one day',
      input: span,
      output: {
        items: [
          {
            category: 'user',
            operation: 'Role changed',
            performedBy: 'mara@fernhill.example',
            time: '1795168800000',
          },
        ],
      },
    },
  ],
  async run(context) {
    const { input, http } = context
    const [startTime, endTime] = spanOf(input)
    const searchKey = input.category === undefined ? undefined : `category:${input.category}`
    const path = `${await organizationOf(context)}/activity`
    const query = { searchKey, startTime, endTime, limit: input.limit ?? 50 }
    return { items: rowsOf(await ask(http, { method: 'GET', path, query }, Anything)).map(factsOf) }
  },
})

export const smtp = defineOperation(vendor, {
  ...common,
  title: 'List what became of messages',
  description:
    'The log of mail that was sent and received in a span of time, with what became of it. For administrators.',
  scopes: [scope('partner.organization', 'READ')],
  input: Type.Object({ ...spanFields, limit: Limit(500) }),
  examples: [
    {
      title: 'Of one day',
      input: span,
      output: {
        items: [
          {
            fromAddress: 'mara@fernhill.example',
            toAddress: 'jon@holm.example',
            subject: 'Re: Shelves & delivery <Tuesday>',
            status: 'delivered',
            time: '1795167600000',
          },
        ],
      },
    },
  ],
  async run(context) {
    const { input, http } = context
    const [fromDateTime, toDateTime] = spanOf(input)
    const path = `${await organizationOf(context)}/smtplogs`
    const query = { fromDateTime, toDateTime, limit: input.limit ?? 50 }
    return { items: rowsOf(await ask(http, { method: 'GET', path, query }, Anything)).map(factsOf) }
  },
})
