import t from 'tap'
import { defineVendor, oauth2, secretFields, serviceAccount, Type } from '@patchbay/contract'

const typesOf = (facts: object): string[] => Object.values(facts).map((fact) => typeof fact)
const described = { title: 'Account', help: 'Register an app.' }

t.test('what an operator enters follows from the grant, with its secrets marked', (t) => {
  const facts = { ...described, token: { origin: 'api', path: '/token' }, scopes: [] } as const
  const refresh = { ...facts, grant: 'refresh-token', refreshTokens: 'steady' } as const
  const ofPerson = oauth2({ ...facts, grant: 'client-credentials' })
  t.strictSame(Object.keys(ofPerson.credentials['properties'] as object), ['clientId', 'clientSecret'])
  t.strictSame(secretFields(ofPerson.credentials), ['clientSecret'])
  t.strictSame(secretFields(oauth2(refresh).credentials), ['clientSecret', 'refreshToken'])
  t.strictSame(secretFields(oauth2({ ...refresh, clientAuthentication: 'none' }).credentials), [
    'refreshToken',
  ])
  const exchange = { ...refresh, grant: 'token-exchange', subjectTokenType: 'urn:example:session' } as const
  t.strictSame(secretFields(oauth2(exchange).credentials), ['clientSecret', 'subjectToken'])
  t.strictSame(secretFields(serviceAccount(facts).credentials), ['keyFile'])
  t.end()
})

t.test('the facts of five vendors can be stated, and are plain data', (t) => {
  const facts = { api: 'Example 1', docs: 'https://example.com', sunset: null, limits: {} }
  const vendors = [
    defineVendor({
      ...facts,
      config: Type.Object({ shop: Type.String() }),
      origins: { shop: ({ shop }) => `https://${shop}.myshopify.com` },
      auth: {
        app: oauth2({
          ...described,
          grant: 'authorization-code',
          authorize: { origin: 'shop', path: '/admin/oauth/authorize' },
          token: { origin: 'shop', path: '/admin/oauth/access_token' },
          tokenParameters: { expiring: '1' },
          pkce: 'none',
          scopes: ['write_products', 'read_orders'],
          impliedScopes: { write_products: ['read_products'] },
          scopeSeparator: ',',
          refreshTokens: 'rotating-with-grace',
          callbackSignature: { parameter: 'hmac', except: ['signature'] },
          placement: { header: 'x-shopify-access-token', prefix: '' },
        }),
        own: oauth2({
          ...described,
          grant: 'client-credentials',
          token: { origin: 'shop', path: '/admin/oauth/access_token' },
          scopes: [],
          placement: { header: 'x-shopify-access-token', prefix: '' },
          errors: { app_not_installed: 'misconfigured', shop_not_permitted: 'misconfigured' },
        }),
      },
    }),
    defineVendor({
      ...facts,
      config: Type.Object({ dataCenter: Type.Literal('eu') }),
      origins: {
        mail: ({ dataCenter }) => `https://mail.zoho.${dataCenter}`,
        accounts: ({ dataCenter }) => `https://accounts.zoho.${dataCenter}`,
      },
      auth: {
        person: oauth2({
          ...described,
          grant: 'authorization-code',
          authorize: { origin: 'accounts', path: '/oauth/v2/auth' },
          token: { origin: 'accounts', path: '/oauth/v2/token' },
          revocation: { origin: 'accounts', path: '/oauth/v2/token/revoke' },
          issuer: { origin: 'accounts', path: '', parameter: 'accounts-server' },
          pkce: 'S256',
          authorizeParameters: { access_type: 'offline', prompt: 'consent' },
          scopes: ['ZohoMail.messages.READ'],
          scopeSeparator: ',',
          refreshTokens: 'steady',
          placement: { prefix: 'Zoho-oauthtoken ' },
          errors: {
            invalid_code: 'revoked',
            invalid_client_secret: 'misconfigured',
            'Access Denied': 'throttled',
          },
          throttledFor: '10m',
        }),
      },
    }),
    defineVendor({
      ...facts,
      config: Type.Object({}),
      origins: {
        api: 'https://searchconsole.googleapis.com',
        accounts: 'https://accounts.google.com',
        token: 'https://oauth2.googleapis.com',
      },
      auth: {
        person: oauth2({
          ...described,
          grant: 'authorization-code',
          authorize: { origin: 'accounts', path: '/o/oauth2/v2/auth' },
          token: { origin: 'token', path: '/token' },
          revocation: { origin: 'token', path: '/revoke' },
          pkce: 'S256',
          authorizeParameters: { access_type: 'offline', prompt: 'consent' },
          scopes: ['https://www.googleapis.com/auth/webmasters.readonly'],
          refreshTokens: 'steady',
        }),
        robot: serviceAccount({
          ...described,
          token: { origin: 'token', path: '/token' },
          audience: 'https://oauth2.googleapis.com/token',
          scopes: ['https://www.googleapis.com/auth/webmasters.readonly'],
        }),
      },
    }),
    defineVendor({
      ...facts,
      config: Type.Object({}),
      origins: { api: 'https://ssl.bing.com', oauth: 'https://www.bing.com' },
      auth: {
        person: oauth2({
          ...described,
          grant: 'authorization-code',
          authorize: { origin: 'oauth', path: '/webmasters/oauth/authorize' },
          token: { origin: 'oauth', path: '/webmasters/oauth/token' },
          pkce: 'none',
          scopes: ['webmaster.read'],
          refreshTokens: 'rotating',
        }),
      },
    }),
  ]
  t.notMatch(JSON.stringify(vendors.map(({ auth }) => Object.values(auth).map(typesOf))), /function/)
  t.end()
})
