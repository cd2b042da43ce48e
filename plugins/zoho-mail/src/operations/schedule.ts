import { defineOperation, Problem, Type } from '@patchbay/contract'
import { mailboxOf } from '../mail/mailbox.ts'
import { scope } from '../scopes.ts'
import { checkRecipients, contentOf, senderOf } from '../sending/compose.ts'
import { deliver } from '../sending/deliver.ts'
import { messageInput, SentRecord } from '../sending/fields.ts'
import { scheduleOf, scheduleTypes, type NamedTime } from '../sending/schedule.ts'
import { vendor } from '../vendor.ts'

const names = Object.keys(scheduleTypes) as NamedTime[]

export const schedule = defineOperation(vendor, {
  title: 'Send a message later',
  description:
    'Hands Zoho a message that it sends at a time: one that is named by `when`, or the moment `sendAt`. It cannot be taken ' +
    'back from here, only in Zoho Mail.',
  effect: 'write',
  recovers: true,
  stability: 'experimental',
  scopes: [scope('messages', 'CREATE')],
  input: Type.Object({
    ...messageInput,
    when: Type.Optional(
      Type.Union(
        names.map((name) => Type.Literal(name)),
        {
          description:
            'A time that Zoho finds itself, by the settings of the mailbox. One of `when` and `sendAt`.',
        },
      ),
    ),
    sendAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'The moment, such as 2026-12-01T09:00:00+01:00. One of `when` and `sendAt`.',
      }),
    ),
    timeZone: Type.Optional(
      Type.String({
        default: 'UTC',
        maxLength: 64,
        description: 'In which zone Zoho shows the time of `sendAt`, such as Europe/Berlin. Default: UTC.',
      }),
    ),
  }),
  output: SentRecord,
  timeout: '2m',
  invalidates: ['messages'],
  examples: [
    {
      title: 'On the next morning',
      input: {
        to: ['jon@holm.example'],
        subject: 'Good morning',
        text: 'The shelves are ready.',
        when: 'next_morning',
      },
      output: {
        messageId: '1784105487965154200',
        internetMessageId: '<1784105487965154200.848632206@zohomail.com>',
        from: 'mara@fernhill.example',
        to: ['jon@holm.example'],
        cc: [],
        subject: 'Good morning',
        wasThere: false,
      },
    },
  ],
  async run(context) {
    const { input, now } = context
    const { to, cc = [], bcc = [], subject = '', attachments = [], requestReceipt = false } = input
    const { when, sendAt, timeZone = 'UTC' } = input
    checkRecipients(input)
    const content = contentOf(input)
    const time = timeOf(when, sendAt, timeZone, now)
    const mailbox = await mailboxOf(context)
    const from = await senderOf(context, mailbox, input.from)
    return deliver(context, {
      mailbox,
      draft: { from, to, cc, bcc, subject, ...content },
      attachments,
      folders: ['outbox', 'sent'],
      // Where Zoho keeps such messages until then is not documented.
      isConclusive: false,
      more: { ...time, askReceipt: requestReceipt ? 'yes' : 'no' },
    })
  },
})

function timeOf(
  when: NamedTime | undefined,
  sendAt: string | undefined,
  timeZone: string,
  now: number,
): Record<string, unknown> {
  if (when !== undefined && sendAt === undefined)
    return { isSchedule: true, scheduleType: scheduleTypes[when] }
  if (sendAt !== undefined && when === undefined) return scheduleOf(sendAt, timeZone, now)
  throw new Problem('invalid_input', {
    detail: 'When to send must be said, and once.',
    errors: [
      { path: '/sendAt', message: 'is required where when is not given, and must not stand beside it' },
    ],
  })
}
