import { defineOperation, Secret, Type, type Static } from '@patchbay/contract'
import { organizationOf, rowsOf } from '../mail/organization.ts'
import { scope } from '../scopes.ts'
import { addressPattern } from '../sending/fields.ts'
import { vendor } from '../vendor.ts'
import { ask, tell } from '../wire/ask.ts'
import { Id, OutputId } from '../wire/id.ts'
import { numberOf, textOf, truthOf, unknownText } from '../wire/scalars.ts'
import { Changed } from './folders.ts'

const Anything = Type.Unknown()

const UserRecord = Type.Object({
  id: OutputId("Zoho's id of the person (`zuid`)."),
  accountId: Type.Union([OutputId(), Type.Null()], { description: 'Of the mailbox.' }),
  address: Type.String(),
  displayName: Type.String(),
  role: Type.Union([Type.String(), Type.Null()]),
  isEnabled: Type.Boolean(),
  hasTwoFactors: Type.Boolean(),
  usedStorage: Type.Number({ description: 'Kilobytes.' }),
})

type Row = Readonly<Record<string, unknown>>

const userOf = (row: Row): Static<typeof UserRecord> => ({
  id: unknownText(row['zuid']),
  accountId: unknownText(row['accountId']) || null,
  address: unknownText(row['primaryEmailAddress']) || unknownText(row['mailboxAddress']),
  displayName: unknownText(row['displayName']),
  role: unknownText(row['role']) || null,
  isEnabled: truthOf(unknownText(row['enabled'] ?? row['mailboxStatus'])),
  hasTwoFactors: truthOf(unknownText(row['tfaEnabled'])),
  usedStorage: numberOf(unknownText(row['usedStorage'])),
})

const Role = Type.Union([Type.Literal('member'), Type.Literal('admin'), Type.Literal('super_admin')], {
  description: 'What the person may do in the organization.',
})

const userField = { userId: Id('The person, as organization-users.list shows it (`id`).') }
const experimental = { stability: 'experimental' } as const
const tom = '848632310'

const user = {
  id: '848632206',
  accountId: '4845214000000008002',
  address: 'mara@fernhill.example',
  displayName: 'Mara Fern',
  role: 'super_admin',
  isEnabled: true,
  hasTwoFactors: true,
  usedStorage: 104857,
}

export const list = defineOperation(vendor, {
  ...experimental,
  title: 'List people of the organization',
  description: 'Who has an account in the organization, with roles and storage. For administrators.',
  effect: 'read',
  scopes: [scope('organization.accounts', 'READ')],
  input: Type.Object({
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'People a page. Default: 50.' }),
    ),
    cursor: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,7}$', description: '`meta.next` of the page before.' }),
    ),
  }),
  output: Type.Object({ items: Type.Array(UserRecord) }),
  cache: { ttl: '5m' },
  examples: [{ title: 'The first one', input: { limit: 1 }, output: { items: [user] } }],
  async run(context) {
    const { limit = 50, cursor = '0' } = context.input
    const path = `${await organizationOf(context)}/accounts`
    const start = Number(cursor)
    const data = await ask(context.http, { method: 'GET', path, query: { start, limit } }, Anything)
    const rows = rowsOf(data)
    context.report.next(rows.length < limit ? undefined : String(start + rows.length))
    return { items: rows.map(userOf) }
  },
})

export const get = defineOperation(vendor, {
  ...experimental,
  title: 'Get a person of the organization',
  description: 'One person of the organization, by id.',
  effect: 'read',
  scopes: [scope('organization.accounts', 'READ')],
  input: Type.Object(userField),
  output: UserRecord,
  cache: { ttl: '5m' },
  examples: [{ title: 'A person', input: { userId: user.id }, output: user }],
  async run(context) {
    const path = `${await organizationOf(context)}/accounts/${context.input.userId}`
    const data = await ask(context.http, { method: 'GET', path }, Type.Object({}))
    return userOf(Object.fromEntries(Object.entries(data)))
  },
})

const Email = (description: string) => Type.String({ pattern: addressPattern, maxLength: 320, description })

export const create = defineOperation(vendor, {
  ...experimental,
  title: 'Add a person to the organization',
  description:
    'Makes an account with a mailbox; it takes one of the licences. The person changes the password at the first sign-in.',
  effect: 'write',
  scopes: [scope('organization.accounts', 'CREATE')],
  input: Type.Object({
    address: Email('The new address, at a domain of the organization.'),
    password: Secret({ minLength: 8, maxLength: 250, description: 'The first password.' }),
    firstName: Type.Optional(Type.String({ maxLength: 100, description: 'The first name.' })),
    lastName: Type.Optional(Type.String({ maxLength: 100, description: 'The last name.' })),
    displayName: Type.Optional(Type.String({ maxLength: 100, description: 'The name that others see.' })),
    role: Type.Optional(Role),
  }),
  output: Type.Object({ address: Type.String() }),
  examples: [
    {
      title: 'A member',
      input: { address: 'ida@fernhill.example', password: 'change-me-at-once', firstName: 'Ida' },
      output: { address: 'ida@fernhill.example' },
    },
  ],
  async run(context) {
    const { address, role = 'member', ...person } = context.input
    const path = `${await organizationOf(context)}/accounts`
    const json = { primaryEmailAddress: address, role, oneTimePassword: true, ...person }
    await tell(context.http, { method: 'POST', path, json })
    return { address }
  },
})

export const setRole = defineOperation(vendor, {
  ...experimental,
  title: 'Change the role of a person',
  description: 'Makes a person a member, an administrator or a super administrator.',
  effect: 'idempotent',
  scopes: [scope('organization.accounts', 'UPDATE')],
  input: Type.Object({ ...userField, role: Role }),
  output: Changed,
  examples: [{ title: 'An administrator', input: { userId: tom, role: 'admin' }, output: { id: tom } }],
  async run(context) {
    const { userId, role } = context.input
    const path = `${await organizationOf(context)}/accounts`
    await tell(context.http, { method: 'PUT', path, json: { mode: 'changeRole', role, userList: [userId] } })
    return { id: userId }
  },
})

const aliasing = (title: string, description: string, mode: 'addEmailAlias' | 'deleteEmailAlias') =>
  defineOperation(vendor, {
    ...experimental,
    title,
    description,
    effect: mode === 'addEmailAlias' ? 'idempotent' : 'destructive',
    scopes: [scope('organization.accounts', 'UPDATE')],
    input: Type.Object({ ...userField, alias: Email('The address, at a domain of the organization.') }),
    output: Changed,
    examples: [
      {
        title: 'An alias',
        input: { userId: user.id, alias: 'sales@fernhill.example' },
        output: { id: user.id },
      },
    ],
    async run(context) {
      const { userId, alias } = context.input
      const path = `${await organizationOf(context)}/accounts/${userId}`
      await tell(context.http, { method: 'PUT', path, json: { mode, zuid: userId, emailAlias: [alias] } })
      return { id: userId }
    },
  })

export const addAlias = aliasing(
  'Give a person another address',
  'Lets a person get mail at one more address.',
  'addEmailAlias',
)

export const removeAlias = aliasing(
  'Take an address from a person',
  'Ends an additional address of a person; mail to it is refused from then on.',
  'deleteEmailAlias',
)

export const setStatus = defineOperation(vendor, {
  ...experimental,
  title: 'Enable or disable a person',
  description:
    'Locks a person out, or lets them in again. The mail stays. How Zoho is told is not documented in full.',
  effect: 'idempotent',
  scopes: [scope('organization.accounts', 'READ'), scope('organization.accounts', 'UPDATE')],
  input: Type.Object({
    ...userField,
    isEnabled: Type.Boolean({ description: 'Whether the person may sign in.' }),
  }),
  output: Changed,
  examples: [{ title: 'Locked out', input: { userId: tom, isEnabled: false }, output: { id: tom } }],
  async run(context) {
    const { userId, isEnabled } = context.input
    const organization = await organizationOf(context)
    const found = await ask(
      context.http,
      { method: 'GET', path: `${organization}/accounts/${userId}`, effect: 'read' },
      Type.Object({ accountId: Type.Union([Type.String(), Type.Number()]) }),
    )
    const path = `${organization}/accounts/${textOf(found.accountId)}`
    const mode = isEnabled ? 'enableUser' : 'disableUser'
    await tell(context.http, { method: 'PUT', path, json: { mode, zuid: userId } })
    return { id: userId }
  },
})
