import { data, done, invalid } from '../answers.ts'
import { inMailbox, route, text, withBody, type Route } from '../router.ts'
import type { State } from '../state.ts'

const accountOf = ({ account }: State) => ({
  accountId: account.accountId,
  zuid: Number(account.zuid),
  primaryEmailAddress: account.address,
  mailboxAddress: account.address,
  incomingUserName: account.address,
  emailAddress: [
    { mailId: account.address, isAlias: false, isPrimary: true, isConfirmed: true },
    ...account.aliases.map((mailId) => ({ mailId, isAlias: true, isPrimary: false, isConfirmed: true })),
  ],
  sendMailDetails: [account.address, ...account.aliases].map((fromAddress, index) => ({
    sendMailId: `484521400000000806${index}`,
    fromAddress,
    displayName: account.displayName,
    signatureId: '',
    mode: 'mailbox',
    status: true,
    validated: true,
    serverName: '',
  })),
  displayName: account.displayName,
  firstName: 'Mara',
  lastName: 'Fern',
  accountDisplayName: account.address,
  type: 'ZOHO_ACCOUNT',
  role: 'super_admin',
  timeZone: 'Europe/Berlin',
  country: 'de',
  language: 'en',
  usedStorage: 104857,
  allowedStorage: 5242880,
  planStorage: 5,
  enabled: true,
  mailboxStatus: 'enabled',
  imapAccessEnabled: true,
  popAccessEnabled: false,
  tfaEnabled: true,
  incomingBlocked: false,
  outgoingBlocked: false,
  policyId: {
    zoid: account.zoid === '-1' ? -1 : Number(account.zoid),
    '4845214000000008501': 'Zoho Mail Policy',
  },
  ...(account.vacation === undefined ? {} : { vacationResponse: account.vacation }),
  ...(account.forward === undefined
    ? {}
    : { mailForward: [{ mailForwardTo: account.forward.address, status: account.forward.isOn }] }),
  URI: `https://mail.zoho.com/api/accounts/${account.accountId}`,
})

const forwarding = /^(?:add|verify|enable|disable|delete)MailForward$|^deleteZohoMailCopy$/

export const accounts: readonly Route[] = [
  route('GET', '/api/accounts', 'accounts.READ', ({ state }) =>
    data([{ ...accountOf(state), isDefaultAccount: true }]),
  ),
  inMailbox('GET', '', 'accounts.READ', ({ state }) => data(accountOf(state))),
  inMailbox('PUT', '', 'accounts.UPDATE', (call) =>
    withBody(call, (body) => {
      const { account } = call.state
      const mode = text(body['mode'])
      if (forwarding.test(mode)) return forward(mode, body, call.state)
      switch (mode) {
        case 'addVacationReply':
        case 'updateVacationReply':
          if (text(body['content']) === '' || text(body['fromDate']) === '')
            return invalid('content is missing')
          account.vacation = body
          return done()
        case 'disableVacationReply':
        case 'removeVacationReply':
          account.vacation = undefined
          return done()
        case 'updateDisplayName':
          account.displayName = text(body['displayName'])
          return done()
        default:
          return invalid(`mode ${mode} is not valid`)
      }
    }),
  ),
]

function forward(mode: string, body: Readonly<Record<string, unknown>>, { account }: State) {
  const address = text(body['mailForward'])
  if (mode === 'addMailForward') {
    if (!address.includes('@')) return invalid('mailForward is not valid')
    account.forward = { address, isVerified: false, isOn: false, deletesCopy: false }
    return done()
  }
  const known = account.forward
  if (known === undefined) return invalid('There is no forwarding')
  switch (mode) {
    case 'verifyMailForward':
      if (text(body['verificationCode']) !== '48452') return invalid('verificationCode is wrong')
      known.isVerified = true
      return done()
    case 'enableMailForward':
      known.isOn = true
      return done()
    case 'disableMailForward':
      known.isOn = false
      return done()
    case 'deleteZohoMailCopy':
      known.deletesCopy = body['deleteCopy'] === true
      return done()
    default:
      account.forward = undefined
      return done()
  }
}
