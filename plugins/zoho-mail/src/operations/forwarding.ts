import { defineOperation, Problem, Type, type Effect } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { scope } from '../scopes.ts'
import { addressPattern } from '../sending/fields.ts'
import { vendor } from '../vendor.ts'
import { tell } from '../wire/ask.ts'

const Done = Type.Object({ address: Type.Union([Type.String(), Type.Null()]) })

const addressField = {
  ...mailboxField,
  address: Type.String({
    pattern: addressPattern,
    maxLength: 320,
    description: 'The address to which mail is forwarded.',
  }),
}

const warning =
  ' Only where the connection says `allowForwarding`, for forwarding is how mailboxes are robbed.'

/** Tells Zoho, if the connection may. */
async function change(
  context: Pick<ZohoContext<{ readonly accountId?: string }>, 'input' | 'config' | 'http'>,
  json: { readonly mode: string } & Readonly<Record<string, unknown>>,
): Promise<void> {
  if (context.config.allowForwarding !== true) {
    throw new Problem('disabled', {
      detail: 'This connection must not change how mail is forwarded.',
      advice: 'Ask an administrator to set `allowForwarding` in the config of the connection.',
    })
  }
  await tell(context.http, { method: 'PUT', path: await mailboxOf(context), json })
}

const common = {
  stability: 'experimental',
  scopes: [scope('accounts', 'UPDATE')],
  output: Done,
  invalidates: ['accounts'] as string[],
} as const

const backup = { address: 'backup@fernhill.example' }

export const add = defineOperation(vendor, {
  ...common,
  title: 'Add a forwarding address',
  description: `Names an address to which mail may be forwarded; Zoho sends it a code, which goes to forwarding.verify.${warning}`,
  effect: 'write',
  input: Type.Object(addressField),
  examples: [{ title: 'An address of ours', input: backup, output: backup }],
  async run(context) {
    const { address } = context.input
    await change(context, { mode: 'addMailForward', mailForward: address })
    return { address }
  },
})

export const verify = defineOperation(vendor, {
  ...common,
  title: 'Confirm a forwarding address',
  description: `Gives Zoho the code that it has sent to the address.${warning}`,
  effect: 'idempotent',
  input: Type.Object({
    ...addressField,
    code: Type.String({ minLength: 1, maxLength: 100, description: 'The code from the message of Zoho.' }),
  }),
  examples: [
    {
      title: 'The code',
      input: { address: 'archive@fernhill.example', code: '48452' },
      output: { address: 'archive@fernhill.example' },
    },
  ],
  async run(context) {
    const { address, code } = context.input
    await change(context, { mode: 'verifyMailForward', mailForward: address, verificationCode: code })
    return { address }
  },
})

const switching = (title: string, description: string, mode: string, effect: Effect = 'idempotent') =>
  defineOperation(vendor, {
    ...common,
    title,
    description: `${description}${warning}`,
    effect,
    input: Type.Object(addressField),
    examples: [
      {
        title: 'An address of ours',
        input: { address: 'archive@fernhill.example' },
        output: { address: 'archive@fernhill.example' },
      },
    ],
    async run(context) {
      const { address } = context.input
      await change(context, { mode, mailForward: address })
      return { address }
    },
  })

export const enable = switching(
  'Begin to forward mail',
  'Sends a copy of all incoming mail to the address.',
  'enableMailForward',
)

export const disable = switching(
  'Stop forwarding mail',
  'Stops the copies; the address stays known.',
  'disableMailForward',
)

export const remove = switching(
  'Remove a forwarding address',
  'Stops the copies, and forgets the address.',
  'deleteMailForward',
  'destructive',
)

export const setCopy = defineOperation(vendor, {
  ...common,
  title: 'Say whether forwarded mail stays',
  description: `Whether what is forwarded stays in the mailbox, or is deleted there.${warning}`,
  effect: 'idempotent',
  input: Type.Object({
    ...mailboxField,
    keep: Type.Boolean({ description: 'Whether a copy stays in the mailbox.' }),
  }),
  examples: [{ title: 'Keep it', input: { keep: true }, output: { address: null } }],
  async run(context) {
    await change(context, { mode: 'deleteZohoMailCopy', deleteCopy: !context.input.keep })
    return { address: null }
  },
})
