import { oauth2 } from '@patchbay/contract'
import { allScopes, impliedScopes } from './scopes.ts'

/**
 * What is alike in both ways (https://www.zoho.com/mail/help/api/using-oauth-2.html). Refresh tokens stay as they are.
 * Refusals come with status 200. `invalid_code` is also what Zoho says of a refresh token that it does not know, and
 * `Access Denied` of one for which ten tokens were made within ten minutes: that one is good again after a while, and
 * asking meanwhile makes it longer.
 */
const common = {
  token: { origin: 'accounts', path: '/oauth/v2/token' },
  placement: { prefix: 'Zoho-oauthtoken ' },
  scopes: allScopes,
  scopeSeparator: ',',
  impliedScopes,
  refreshTokens: 'steady',
  revocation: { origin: 'accounts', path: '/oauth/v2/token/revoke' },
  lifetime: '1h',
  errors: {
    invalid_code: 'revoked',
    invalid_client: 'misconfigured',
    invalid_client_secret: 'misconfigured',
    invalid_redirect_uri: 'misconfigured',
    redirect_uri_mismatch: 'misconfigured',
    invalid_scope: 'misconfigured',
    'Access Denied': 'throttled',
  },
  throttledFor: '10m',
} as const

/** The ways in which an account can be connected. */
export const authentication = {
  oauth: oauth2({
    ...common,
    title: 'Account of a person',
    help:
      'Create a server-based application at https://api-console.zoho.com, or at the API console of your data centre ' +
      '(api-console.zoho.eu, .in, …), with the address `/v1/oauth/callback` of this installation as an authorized ' +
      'redirect URI, and enter its id and secret. Set `dataCenter` in the config to where the account is. Then begin the ' +
      'authorization: the person whose mail it is agrees. Name fewer `scopes` for less than everything.',
    grant: 'authorization-code',
    authorize: { origin: 'accounts', path: '/oauth/v2/auth' },
    pkce: 'S256',
    // Without the first there is no refresh token, and without the second none at a repeated consent.
    authorizeParameters: { access_type: 'offline', prompt: 'consent' },
    // Where Zoho sends it, it is who gave the code. Whatever is not the data centre of the config is refused.
    issuer: { origin: 'accounts', path: '', parameter: 'accounts-server', isOptional: true },
  }),
  refreshToken: oauth2({
    ...common,
    title: 'Refresh token of a person',
    help:
      'For a consent that was given elsewhere, such as by a self client of the API console: enter the id and secret of the ' +
      'client, and the refresh token that Zoho gave it. All three belong to the data centre that `dataCenter` names.',
    grant: 'refresh-token',
  }),
}
