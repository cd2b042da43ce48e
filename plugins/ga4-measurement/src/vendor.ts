import { apiKey, defineVendor, Secret, Type } from '@patchbay/contract'
import { limits } from './limits.ts'

const config = Type.Object({
  measurementId: Type.Optional(
    Type.String({
      pattern: '^G-[A-Z0-9]{4,16}$',
      title: 'Measurement id',
      description: 'Of a stream of a web site, such as G-ABC123DEF4. Either this or firebaseAppId.',
    }),
  ),
  firebaseAppId: Type.Optional(
    Type.String({
      minLength: 5,
      maxLength: 100,
      title: 'Firebase app id',
      description: 'Of a stream of an app, such as 1:1234567890:android:321abc456def7890.',
    }),
  ),
  region: Type.Optional(
    Type.Union([Type.Literal('global'), Type.Literal('eu')], {
      default: 'global',
      title: 'Region',
      description: '`eu` sends to servers in the European Union. Default: global.',
    }),
  ),
  allowSending: Type.Optional(
    Type.Boolean({
      default: false,
      title: 'Allow sending',
      description:
        'Whether events.send may be called. What is sent becomes part of reports and cannot be taken back.',
    }),
  ),
})

/**
 * The Measurement Protocol of Google Analytics 4. It is a connector of its own because its secret belongs to one stream of
 * data, and opens nothing of the APIs that read.
 */
export const measurement = defineVendor({
  api: 'Google Analytics 4 Measurement Protocol',
  docs: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4',
  sunset: null,
  config,
  auth: {
    secret: apiKey({
      title: 'API secret of a stream',
      help:
        'In Google Analytics: Admin, Data streams, the stream, Measurement Protocol API secrets, Create. Google never says ' +
        'whether a secret is right: look for the events in the realtime report after the first ones are sent.',
      credentials: Type.Object({ apiSecret: Secret({ title: 'API secret' }) }),
      field: 'apiSecret',
      in: 'query',
      name: 'api_secret',
    }),
  },
  origins: {
    collect: ({ region }) =>
      region === 'eu' ? 'https://region1.google-analytics.com' : 'https://www.google-analytics.com',
  },
  limits,
})
