import { defineOperation, Type, type Static } from '@patchbay/contract'
import { accountIdOf, mailboxField } from '../mail/mailbox.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask } from '../wire/ask.ts'
import { OutputId } from '../wire/id.ts'
import { isObject } from '../wire/is-object.ts'
import { Loose, numberOf, textOf, textOrNull, truthOf } from '../wire/scalars.ts'

export const WireAccount = Type.Object({
  accountId: Loose,
  zuid: Type.Optional(Loose),
  primaryEmailAddress: Type.Optional(Loose),
  mailboxAddress: Type.Optional(Loose),
  displayName: Type.Optional(Loose),
  type: Type.Optional(Loose),
  role: Type.Optional(Loose),
  timeZone: Type.Optional(Loose),
  country: Type.Optional(Loose),
  language: Type.Optional(Loose),
  usedStorage: Type.Optional(Loose),
  allowedStorage: Type.Optional(Loose),
  mailboxStatus: Type.Optional(Loose),
  isDefaultAccount: Type.Optional(Loose),
  incomingBlocked: Type.Optional(Loose),
  outgoingBlocked: Type.Optional(Loose),
  policyId: Type.Optional(Type.Unknown()),
  emailAddress: Type.Optional(
    Type.Array(
      Type.Object({ mailId: Loose, isAlias: Type.Optional(Loose), isPrimary: Type.Optional(Loose) }),
    ),
  ),
  sendMailDetails: Type.Optional(
    Type.Array(
      Type.Object({
        fromAddress: Loose,
        displayName: Type.Optional(Loose),
        status: Type.Optional(Loose),
        validated: Type.Optional(Loose),
      }),
    ),
  ),
})

export type WireAccount = Static<typeof WireAccount>

const AccountRecord = Type.Object({
  id: OutputId('What `accountId` means elsewhere.'),
  userId: Type.Union([OutputId(), Type.Null()], { description: "Zoho's id of the person (`zuid`)." }),
  organizationId: Type.Union([OutputId(), Type.Null()], {
    description: 'The organization (`zoid`); null for a personal account, which has none.',
  }),
  address: Type.String({ description: 'The main address.' }),
  addresses: Type.Array(Type.String(), { description: 'All addresses at which it gets mail.' }),
  displayName: Type.String(),
  type: Type.String({
    description: '`ZOHO_ACCOUNT` for a mailbox at Zoho; others are fetched from elsewhere.',
  }),
  isDefault: Type.Union([Type.Boolean(), Type.Null()], { description: 'Null where Zoho does not say.' }),
  role: Type.Union([Type.String(), Type.Null()], { description: '`member`, `admin` or `super_admin`.' }),
  timeZone: Type.Union([Type.String(), Type.Null()]),
  country: Type.Union([Type.String(), Type.Null()]),
  language: Type.Union([Type.String(), Type.Null()]),
  status: Type.Union([Type.String(), Type.Null()]),
  mayReceive: Type.Boolean(),
  maySend: Type.Boolean(),
  storage: Type.Object({
    used: Type.Number({ description: 'Kilobytes.' }),
    allowed: Type.Number({ description: 'Kilobytes.' }),
  }),
})

/** The organisation of an account; undefined for a personal one, which says -1. */
export function organizationIdOf({ policyId }: Pick<WireAccount, 'policyId'>): string | undefined {
  const zoid = isObject(policyId) ? policyId['zoid'] : undefined
  const text = typeof zoid === 'string' || typeof zoid === 'number' ? String(zoid) : ''
  return /^\d+$/.test(text) && text !== '0' ? text : undefined
}

/** All addresses of an account, the main one first. */
export function addressesOfAccount({
  primaryEmailAddress,
  mailboxAddress,
  emailAddress = [],
}: WireAccount): string[] {
  const main = textOf(primaryEmailAddress) || textOf(mailboxAddress)
  const all = [main, ...emailAddress.map(({ mailId }) => textOf(mailId))]
  return [...new Set(all.filter(Boolean))]
}

function accountOf(wire: WireAccount): Static<typeof AccountRecord> {
  const addresses = addressesOfAccount(wire)
  return {
    id: textOf(wire.accountId),
    userId: textOrNull(wire.zuid),
    organizationId: organizationIdOf(wire) ?? null,
    address: addresses[0] ?? '',
    addresses,
    displayName: textOf(wire.displayName),
    type: textOf(wire.type),
    isDefault: wire.isDefaultAccount === undefined ? null : truthOf(wire.isDefaultAccount),
    role: textOrNull(wire.role),
    timeZone: textOrNull(wire.timeZone),
    country: textOrNull(wire.country),
    language: textOrNull(wire.language),
    status: textOrNull(wire.mailboxStatus),
    mayReceive: !truthOf(wire.incomingBlocked),
    maySend: !truthOf(wire.outgoingBlocked),
    storage: { used: numberOf(wire.usedStorage), allowed: numberOf(wire.allowedStorage) },
  }
}

export const WireAccounts = Type.Array(WireAccount)

const example = {
  id: '4845214000000008002',
  userId: '848632206',
  organizationId: '60021435512',
  address: 'mara@fernhill.example',
  addresses: ['mara@fernhill.example', 'sales@fernhill.example'],
  displayName: 'Mara Fern',
  type: 'ZOHO_ACCOUNT',
  isDefault: true,
  role: 'super_admin',
  timeZone: 'Europe/Berlin',
  country: 'de',
  language: 'en',
  status: 'enabled',
  mayReceive: true,
  maySend: true,
  storage: { used: 104857, allowed: 5242880 },
}

const cache = { ttl: '10m', staleWhileRevalidate: '1h', staleIfError: '1d' } as const

export const list = defineOperation(vendor, {
  title: 'List mailboxes',
  description:
    'Lists the mailboxes of the person, with their ids, addresses and storage. Start here to find an `accountId`; every ' +
    'other operation uses the default mailbox without one.',
  effect: 'read',
  scopes: [scope('accounts', 'READ')],
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(AccountRecord) }),
  cache,
  examples: [{ title: 'All mailboxes', input: {}, output: { items: [example] } }],
  async run({ http }) {
    const accounts = await ask(http, { method: 'GET', path: '/api/accounts' }, WireAccounts)
    return { items: accounts.map(accountOf) }
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a mailbox',
  description: 'One mailbox with its addresses, its state and its storage.',
  effect: 'read',
  scopes: [scope('accounts', 'READ')],
  input: Type.Object(mailboxField),
  output: AccountRecord,
  cache,
  examples: [{ title: 'The mailbox of the connection', input: {}, output: { ...example, isDefault: null } }],
  async run(context) {
    const path = `/api/accounts/${await accountIdOf(context)}`
    return accountOf(await ask(context.http, { method: 'GET', path }, WireAccount))
  },
})

export const identities = defineOperation(vendor, {
  title: 'List senders',
  description:
    'The addresses from which the mailbox may send, with the names that recipients see. Use one of them as `from` when ' +
    'sending; Zoho refuses every other.',
  effect: 'read',
  scopes: [scope('accounts', 'READ')],
  input: Type.Object(mailboxField),
  output: Type.Object({
    items: Type.Array(
      Type.Object({ address: Type.String(), displayName: Type.String(), isConfirmed: Type.Boolean() }),
    ),
  }),
  cache,
  examples: [
    {
      title: 'The senders of the mailbox',
      input: {},
      output: {
        items: [
          { address: 'mara@fernhill.example', displayName: 'Mara Fern', isConfirmed: true },
          { address: 'sales@fernhill.example', displayName: 'Mara Fern', isConfirmed: true },
        ],
      },
    },
  ],
  async run(context) {
    const path = `/api/accounts/${await accountIdOf(context)}`
    const { sendMailDetails = [] } = await ask(context.http, { method: 'GET', path }, WireAccount)
    return {
      items: sendMailDetails.map(({ fromAddress, displayName, validated, status }) => ({
        address: textOf(fromAddress),
        displayName: textOf(displayName),
        isConfirmed: truthOf(validated ?? status ?? true),
      })),
    }
  },
})
