import { defineVendor, Type } from '@patchbay/contract'
import { googleAccess, googleOrigins } from '@patchbay/google'
import { adminLimits } from './admin/limits.ts'
import { classify } from './errors/classify.ts'
import { learn } from './learn.ts'
import { limits } from './limits.ts'
import { analyticsScope, editScope, readonlyScope, usersReadonlyScope, usersScope } from './scopes.ts'

const config = Type.Object({
  propertyId: Type.Optional(
    Type.String({
      title: 'Property id',
      description:
        'The property that is asked where a call names none: its numeric id, as in Admin, Property details. Not the measurement id of a stream, which begins with G-.',
      pattern: '^\\d{1,20}$',
    }),
  ),
  allowChat: Type.Optional(
    Type.Boolean({
      title: 'Allow chat',
      description: 'Whether chat.ask may hand questions to Google’s assistant. Default: no.',
      default: false,
    }),
  ),
  allowUserDeletion: Type.Optional(
    Type.Boolean({
      title: 'Allow deletion of user data',
      description:
        'Whether user-deletion.submit may have Google delete everything that a property holds of a user, which cannot be undone. Default: no.',
      default: false,
    }),
  ),
})

export const vendor = defineVendor({
  api: 'Google Analytics Data API v1beta, Admin API v1beta',
  docs: 'https://developers.google.com/analytics/devguides/reporting/data/v1',
  sunset: null,
  config,
  auth: googleAccess({
    scopes: [readonlyScope, editScope, usersReadonlyScope],
    impliedScopes: { [analyticsScope]: [readonlyScope], [usersScope]: [usersReadonlyScope] },
    letIn:
      'In Google Analytics, add the e-mail address of the account under Admin, Property access management, as a Viewer, or as an Editor where it is to change settings.',
  }),
  origins: {
    data: 'https://analyticsdata.googleapis.com',
    admin: 'https://analyticsadmin.googleapis.com',
    ...googleOrigins,
  },
  limits: { ...limits, ...adminLimits },
  classify,
  learn,
})

export type Ga4 = typeof vendor
