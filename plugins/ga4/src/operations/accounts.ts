import { defineOperation, Type } from '@patchbay/contract'
import { askRecord, listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { flag, id, moment, optionalText, text } from '../admin/field.ts'
import { accountId, beta } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const Account = record({
  account: id('Numeric id of the account.'),
  displayName: text('Its name.'),
  regionCode: text('Country of the business, such as `US`.'),
  deleted: flag('Whether it is in the trash.'),
  gmpOrganization: optionalText('Its organization in Google Marketing Platform, if it has one.'),
  createTime: moment('When it was made.'),
  updateTime: moment('When it was last changed.'),
})

const Accounts = listed('accounts', Account)

const example = {
  account: '1000000001',
  displayName: 'Fernhill',
  regionCode: 'US',
  deleted: false,
  gmpOrganization: null,
  createTime: '2021-03-04T09:30:00.000Z',
  updateTime: '2026-05-02T14:00:00.000Z',
}

export const list = defineOperation(vendor, {
  title: 'List accounts',
  description:
    'The Google Analytics accounts that the connection may see, a page at a time, without their properties. accounts.summaries gives both at once.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    showDeleted: Type.Optional(
      Type.Boolean({ default: false, description: 'Whether accounts in the trash are listed as well.' }),
    ),
    ...pageFields,
  }),
  output: Accounts.output,
  cache: settingsCache,
  examples: [{ title: 'One account', input: { pageSize: 1 }, output: { items: [example] } }],
  run: (context) =>
    Accounts.ask(context, {
      path: `${beta}/accounts`,
      query: { showDeleted: context.input.showDeleted },
    }),
})

export const get = defineOperation(vendor, {
  title: 'Get an account',
  description: 'One Google Analytics account: its name, country and dates.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ account: accountId() }),
  output: Account.output,
  cache: settingsCache,
  examples: [{ title: 'By id', input: { account: '1000000001' }, output: example }],
  run: (context) => askRecord(context, { path: `${beta}/accounts/${context.input.account}` }, Account),
})

const DataSharing = record({
  sharingWithGoogleSupportEnabled: flag('Google’s support may see the account when it is asked for help.'),
  sharingWithGoogleAssignedSalesEnabled: flag(
    'Google’s assigned specialists may see the account to recommend improvements.',
  ),
  sharingWithGoogleProductsEnabled: flag('Google may use the data to improve its products.'),
  sharingWithOthersEnabled: flag('The data is part of modelling and of aggregated benchmarks.'),
})

export const dataSharing = defineOperation(vendor, {
  title: 'Get data sharing settings',
  description:
    'With whom an account shares its data: Google’s support, its sales people, its products and benchmarks. For reviews of privacy.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ account: accountId() }),
  output: DataSharing.output,
  cache: settingsCache,
  examples: [
    {
      title: 'Of one account',
      input: { account: '1000000001' },
      output: {
        sharingWithGoogleSupportEnabled: true,
        sharingWithGoogleAssignedSalesEnabled: false,
        sharingWithGoogleProductsEnabled: false,
        sharingWithOthersEnabled: true,
      },
    },
  ],
  run: (context) =>
    askRecord(
      context,
      { path: `${beta}/accounts/${context.input.account}/dataSharingSettings` },
      DataSharing,
    ),
})
