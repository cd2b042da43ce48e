import { defineOperation, Type } from '@patchbay/contract'
import { listed, pageFields } from '../admin/ask.ts'
import { id, optionalText, texts } from '../admin/field.ts'
import { accountId, alpha, alphaPath, propertyField } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { readingUsers } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const AccessBinding = record({
  id: id('Id of the binding.'),
  user: optionalText('E-mail address of the user or service account; null for others.'),
  roles: texts(
    'predefinedRoles/viewer, analyst, editor, admin, no-cost-data or no-revenue-data, each with that prefix.',
  ),
})

const AccessBindings = listed('accessBindings', AccessBinding)

export const list = defineOperation(vendor, {
  title: 'List who has access',
  description:
    'Who has which roles at a property, or at an account with `account`, a page at a time. Roles at an account hold for all of its properties and are not repeated there. For reviews of access.',
  effect: 'read',
  stability: 'experimental',
  scopes: readingUsers,
  input: Type.Object({
    ...propertyField,
    account: Type.Optional(
      accountId('Numeric id of an account, to be told of its own roles and not of a property’s.'),
    ),
    ...pageFields,
  }),
  output: AccessBindings.output,
  examples: [
    {
      title: 'At an account',
      input: { account: '1000000001' },
      output: {
        items: [{ id: '9500000001', user: 'ada@fernhill.example', roles: ['predefinedRoles/admin'] }],
      },
    },
  ],
  run(context) {
    const { account } = context.input
    const path =
      account === undefined
        ? alphaPath(context, 'accessBindings')
        : `${alpha}/accounts/${account}/accessBindings`
    return AccessBindings.ask(context, { path })
  },
})
