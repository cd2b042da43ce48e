import { defineVendor, Type } from '@patchbay/contract'
import { googleAccess, googleOrigins } from '@patchbay/google'
import { classify } from './errors/classify.ts'
import { learn } from './learn.ts'
import { limits } from './limits.ts'
import { analyticsScope, readonlyScope } from './scopes.ts'

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
})

export const vendor = defineVendor({
  api: 'Google Analytics Data API v1beta',
  docs: 'https://developers.google.com/analytics/devguides/reporting/data/v1',
  sunset: null,
  config,
  auth: googleAccess({
    scopes: [readonlyScope],
    impliedScopes: { [analyticsScope]: [readonlyScope] },
    letIn:
      'In Google Analytics, add the e-mail address of the account under Admin, Property access management, as a Viewer.',
  }),
  origins: { data: 'https://analyticsdata.googleapis.com', ...googleOrigins },
  limits,
  classify,
  learn,
})

export type Ga4 = typeof vendor
