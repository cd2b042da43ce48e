import { apiKey, oauth2, Secret, Type } from '@patchbay/contract'
import { allScopes, impliedScopes } from './scopes.ts'

const placement = { header: 'X-Shopify-Access-Token', prefix: '' } as const
const token = { origin: 'admin', path: '/admin/oauth/access_token' } as const

/** What is alike in all ways to get tokens (https://shopify.dev/docs/apps/build/authentication-authorization). */
const common = {
  token,
  impliedScopes,
  placement,
  scopeSeparator: ',',
  errors: {
    app_not_installed: 'misconfigured',
    shop_not_permitted: 'misconfigured',
    invalid_subject_token: 'revoked',
  },
} as const

/**
 * Tokens that last an hour, with a refresh token of 90 days. Shopify accepts no others from public apps that were
 * created since April 2026, and from none since January 2027. A refresh token that was used works until the one that
 * took its place is used.
 */
const expiring = { tokenParameters: { expiring: '1' }, refreshTokens: 'rotating-with-grace' } as const

/** The ways in which a shop can be connected. */
export const authentication = {
  accessToken: apiKey({
    title: 'Admin API access token',
    help: 'Create an app for the shop, grant it the scopes that your operations need, install it, and copy its Admin API access token (it begins with `shpat_`).',
    credentials: Type.Object({
      accessToken: Secret({ title: 'Admin API access token' }),
    }),
    field: 'accessToken',
    in: 'header',
    name: 'X-Shopify-Access-Token',
    impliedScopes,
  }),
  oauth: oauth2({
    ...common,
    ...expiring,
    title: 'App that the shop installs',
    help: "Enter the client id and secret of your app from Shopify's Dev Dashboard, and enter the address `/v1/oauth/callback` of this installation there as a redirect URL. Then begin the authorization: somebody who may install apps in the shop agrees. Name in `scopes` what your app was approved for, if that is not everything.",
    grant: 'authorization-code',
    authorize: { origin: 'admin', path: '/admin/oauth/authorize' },
    pkce: 'none',
    scopes: allScopes,
    callbackSignature: { parameter: 'hmac', except: ['signature'] },
  }),
  clientCredentials: oauth2({
    ...common,
    title: 'App of your own organisation',
    help: "For shops of the organisation that the app belongs to: enter the client id and secret of the app from Shopify's Dev Dashboard. The app must be installed in the shop; what it may do is what was granted there.",
    grant: 'client-credentials',
    scopes: [],
    lifetime: '1d',
  }),
  sessionToken: oauth2({
    ...common,
    ...expiring,
    title: 'Session of an embedded app',
    help: 'For apps within the admin of Shopify: enter the client id and secret of the app, and the session token that App Bridge gave it. That token lasts a minute and is traded at the first call, so check the connection at once.',
    grant: 'token-exchange',
    subjectTokenType: 'urn:ietf:params:oauth:token-type:id_token',
    requestedTokenType: 'urn:shopify:params:oauth:token-type:offline-access-token',
    scopes: [],
  }),
  lastingToken: oauth2({
    ...common,
    ...expiring,
    title: 'Token that never ends, to be replaced',
    help: 'For apps whose tokens do not expire yet: enter the client id and secret, and the present access token as the subject token. It is traded for tokens that expire and are renewed. The old one ends with that.',
    grant: 'token-exchange',
    subjectTokenType: 'urn:shopify:params:oauth:token-type:offline-access-token',
    requestedTokenType: 'urn:shopify:params:oauth:token-type:offline-access-token',
    scopes: [],
  }),
}
