import { defineOperation, Problem, Type } from '@patchbay/contract'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { tell } from '../wire/ask.ts'

const scopes = [scope('accounts', 'UPDATE')]

const audiences = {
  everybody: 'all',
  contacts: 'contacts',
  others: 'noncontacts',
  organization: 'org',
  outside: 'nonOrgAll',
} as const

type Audience = keyof typeof audiences

const Done = Type.Object({ isOn: Type.Boolean() })

const LocalTime = (description: string) =>
  Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$`, description })

/** `2026-12-24T18:00` as Zoho writes it: `12/24/2026 18:00:00`. */
export function zohoTime(local: string): string {
  const [, year, month, day, minutes, seconds = '00'] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})(?::(\d{2}))?$/.exec(local) ?? []
  return `${month ?? ''}/${day ?? ''}/${year ?? ''} ${minutes ?? ''}:${seconds}`
}

export const set = defineOperation(vendor, {
  title: 'Answer mail by itself',
  description:
    'Lets Zoho answer incoming mail by itself for a time, such as a holiday. Times are those of the time zone of the ' +
    'mailbox. How Zoho is told is not documented in full.',
  effect: 'idempotent',
  stability: 'experimental',
  scopes,
  input: Type.Object({
    ...mailboxField,
    from: LocalTime('When it begins, in the time zone of the mailbox, such as 2026-12-24T18:00.'),
    until: LocalTime('When it ends, such as 2027-01-02T08:00.'),
    subject: Type.String({ minLength: 1, maxLength: 1_000, description: 'The subject of the answer.' }),
    html: Type.String({ minLength: 1, maxLength: 100_000, description: 'The answer, as HTML.' }),
    everyMinutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 43_200,
        default: 1_440,
        description: 'How many minutes nobody gets it again. Default: 1440, a day.',
      }),
    ),
    to: Type.Optional(
      Type.Union(
        (Object.keys(audiences) as Audience[]).map((name) => Type.Literal(name)),
        { default: 'everybody', description: 'Who gets it. Default: everybody.' },
      ),
    ),
    replacesOne: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether there is one already, which this replaces. Default: no.',
      }),
    ),
  }),
  output: Done,
  invalidates: ['accounts'],
  examples: [
    {
      title: 'Over the holidays',
      input: {
        from: '2026-12-24T18:00',
        until: '2027-01-02T08:00',
        subject: 'Closed until January',
        html: '<p>We are back on January 2.</p>',
      },
      output: { isOn: true },
    },
  ],
  async run(context) {
    const {
      from,
      until,
      subject,
      html,
      everyMinutes = 1_440,
      to = 'everybody',
      replacesOne = false,
    } = context.input
    if (from >= until) {
      throw new Problem('invalid_input', {
        detail: 'It would end before it begins.',
        errors: [{ path: '/until', message: 'must be after from' }],
      })
    }
    await tell(context.http, {
      method: 'PUT',
      path: await mailboxOf(context),
      json: {
        mode: replacesOne ? 'updateVacationReply' : 'addVacationReply',
        fromDate: zohoTime(from),
        toDate: zohoTime(until),
        sendingInt: everyMinutes,
        subject,
        content: html,
        sendTo: audiences[to],
      },
    })
    return { isOn: true }
  },
})

export const clear = defineOperation(vendor, {
  title: 'Stop answering mail by itself',
  description: 'Ends the answers that vacation.set began.',
  effect: 'idempotent',
  stability: 'experimental',
  scopes,
  input: Type.Object(mailboxField),
  output: Done,
  invalidates: ['accounts'],
  examples: [{ title: 'Back again', input: {}, output: { isOn: false } }],
  async run(context) {
    await tell(context.http, {
      method: 'PUT',
      path: await mailboxOf(context),
      json: { mode: 'disableVacationReply' },
    })
    return { isOn: false }
  },
})
