import { Problem, Type } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { ask } from '../wire/ask.ts'
import { Id } from '../wire/id.ts'
import { Loose, textOf, truthOf } from '../wire/scalars.ts'

/** The input field of everything that happens in a mailbox. */
export const mailboxField = {
  accountId: Type.Optional(
    Id(
      'The mailbox, as accounts.list shows it. Default: that of the connection, else the default mailbox of the person, ' +
        'which takes one more request to find.',
    ),
  ),
}

const Accounts = Type.Array(
  Type.Object({
    accountId: Loose,
    type: Type.Optional(Loose),
    isDefaultAccount: Type.Optional(Loose),
  }),
)

/** The id of the mailbox that a call is about. */
export async function accountIdOf({
  input,
  config,
  http,
}: Pick<ZohoContext<{ readonly accountId?: string }>, 'input' | 'config' | 'http'>): Promise<string> {
  const given = input.accountId ?? config.accountId
  if (given !== undefined) return given
  const accounts = await ask(http, { method: 'GET', path: '/api/accounts', effect: 'read' }, Accounts)
  const own = accounts.filter(({ type }) => type === undefined || textOf(type) === 'ZOHO_ACCOUNT')
  const found = own.find(({ isDefaultAccount }) => truthOf(isDefaultAccount)) ?? own[0]
  if (found === undefined) {
    throw new Problem('not_found', {
      detail: 'The person of this connection has no mailbox at Zoho.',
      advice: 'Name one in `accountId`; accounts.list shows what there is.',
    })
  }
  return textOf(found.accountId)
}

/** The path of the mailbox that a call is about. */
export async function mailboxOf(
  context: Pick<ZohoContext<{ readonly accountId?: string }>, 'input' | 'config' | 'http'>,
): Promise<string> {
  return `/api/accounts/${await accountIdOf(context)}`
}
