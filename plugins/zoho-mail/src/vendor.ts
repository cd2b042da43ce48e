import { defineVendor, Type, type ConfigOf } from '@patchbay/contract'
import { authentication } from './authentication.ts'
import { dataCentres, usualDataCentre, type DataCentreId } from './data-centres.ts'
import { classify } from './errors/classify.ts'
import { learn } from './errors/learn.ts'
import { limits } from './limits.ts'
import { idPattern } from './wire/id.ts'

const dataCentreIds = Object.keys(dataCentres) as DataCentreId[]

const config = Type.Object({
  dataCenter: Type.Optional(
    Type.Union(
      dataCentreIds.map((id) => Type.Literal(id)),
      {
        default: usualDataCentre,
        title: 'Data centre',
        description:
          'Where Zoho keeps the account: the ending of the address at which its person reads mail (mail.zoho.eu is `eu`, ' +
          'mail.zohocloud.ca is `ca`). Tokens of one data centre are refused by all others. Default: `us`.',
      },
    ),
  ),
  accountId: Type.Optional(
    Type.String({
      pattern: idPattern,
      title: 'Account id',
      description:
        'The mailbox of calls that name none, as accounts.list shows it. It saves each such call a request. Default: the ' +
        'default mailbox of the person.',
    }),
  ),
  fromAddress: Type.Optional(
    Type.String({
      minLength: 3,
      maxLength: 320,
      title: 'Sender',
      description:
        'The address from which calls send that name none; one of those that accounts.identities shows. Default: the main ' +
        'address of the mailbox.',
    }),
  ),
  organizationId: Type.Optional(
    Type.String({
      pattern: idPattern,
      title: 'Organization id',
      description:
        'The organization that an administrator looks after (`zoid`). Default: that of the mailbox.',
    }),
  ),
  allowExpunge: Type.Optional(
    Type.Boolean({
      default: false,
      title: 'Allow permanent deletion',
      description: 'Whether messages may be deleted for good, and folders be emptied. Default: no.',
    }),
  ),
  allowForwarding: Type.Optional(
    Type.Boolean({
      default: false,
      title: 'Allow forwarding',
      description:
        'Whether all incoming mail may be made to be forwarded to another address. Default: no, for that is how mailboxes ' +
        'are robbed.',
    }),
  ),
})

export const vendor = defineVendor({
  api: 'Zoho Mail REST API',
  docs: 'https://www.zoho.com/mail/help/api/',
  sunset: null,
  config,
  auth: authentication,
  origins: {
    mail: (config) => dataCentres[config.dataCenter ?? usualDataCentre].mail,
    accounts: (config) => dataCentres[config.dataCenter ?? usualDataCentre].accounts,
  },
  limits,
  classify,
  learn,
})

export type ZohoConfig = ConfigOf<typeof vendor>
