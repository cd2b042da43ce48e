import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** How people authorize connections at vendors, and how tokens are got. */
export const authorizationSettings = {
  publicUrl: fromEnvironment(
    'PATCHBAY_PUBLIC_URL',
    Type.Optional(
      Type.String({
        description:
          'Where people reach this installation from outside, such as `https://patchbay.example.com`. Vendors send them back to `/v1/oauth/callback` below it, which has to be registered there. Default: `http://localhost` with the port.',
        minLength: 1,
      }),
    ),
  ),
  returnOrigins: fromEnvironment(
    'PATCHBAY_RETURN_ORIGINS',
    Type.String({
      description:
        'Origins, separated by commas, to pages of which people may be sent after an authorization.',
      default: '',
    }),
  ),
  authorizationTtl: fromEnvironment(
    'PATCHBAY_AUTHORIZATION_TTL',
    Duration('How long a person may take to authorize a connection; at most ten minutes.', '10m'),
  ),
  tokenTimeout: fromEnvironment(
    'PATCHBAY_TOKEN_TIMEOUT',
    Duration('How long a vendor may take to give a token.', '30s'),
  ),
}
