import { defineOperation, Type, type Static } from '@patchbay/contract'
import { organizationOf, rowsOf } from '../mail/organization.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask } from '../wire/ask.ts'
import { Id, OutputId } from '../wire/id.ts'
import { isObject } from '../wire/is-object.ts'
import { unknownText } from '../wire/scalars.ts'

const Anything = Type.Unknown()

const GroupRecord = Type.Object({
  id: OutputId("Zoho's id of the group (`zgid`)."),
  name: Type.String(),
  address: Type.Union([Type.String(), Type.Null()]),
  description: Type.Union([Type.String(), Type.Null()]),
  members: Type.Array(
    Type.Object({
      address: Type.String(),
      role: Type.Union([Type.String(), Type.Null()]),
    }),
    { description: 'Empty where Zoho does not tell them in a list; organization-groups.get may.' },
  ),
})

function groupOf(row: Readonly<Record<string, unknown>>): Static<typeof GroupRecord> {
  const members = rowsOf(row['mailGroupMemberList'])
  return {
    id: unknownText(row['zgid']),
    name: unknownText(row['name']) || unknownText(row['groupName']),
    address: unknownText(row['emailId']) || null,
    description: unknownText(row['description']) || null,
    members: members.map((member) => ({
      address: unknownText(member['memberEmailId']) || unknownText(member['emailId']),
      role: unknownText(member['role']) || null,
    })),
  }
}

const team = {
  id: '1781100000000190001',
  name: 'Team',
  address: 'team@fernhill.example',
  description: 'Everybody',
  members: [
    { address: 'mara@fernhill.example', role: 'moderator' },
    { address: 'tom@fernhill.example', role: 'member' },
  ],
}

const common = {
  effect: 'read',
  stability: 'experimental',
  scopes: [scope('organization.groups', 'READ')],
  cache: { ttl: '5m' },
} as const

export const list = defineOperation(vendor, {
  ...common,
  title: 'List groups of the organization',
  description: 'The groups with an address of their own, and who is in them. For administrators.',
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(GroupRecord) }),
  examples: [{ title: 'All groups', input: {}, output: { items: [team] } }],
  async run(context) {
    const path = `${await organizationOf(context)}/groups`
    return { items: rowsOf(await ask(context.http, { method: 'GET', path }, Anything)).map(groupOf) }
  },
})

export const get = defineOperation(vendor, {
  ...common,
  title: 'Get a group of the organization',
  description: 'One group with its address and its members.',
  input: Type.Object({ groupId: Id('The group, as organization-groups.list shows it.') }),
  output: GroupRecord,
  examples: [{ title: 'A group', input: { groupId: team.id }, output: team }],
  async run(context) {
    const path = `${await organizationOf(context)}/groups/${context.input.groupId}`
    const data = await ask(context.http, { method: 'GET', path }, Anything)
    return groupOf(isObject(data) ? data : (rowsOf(data)[0] ?? {}))
  },
})
