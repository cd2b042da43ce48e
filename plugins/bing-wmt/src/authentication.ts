import { apiKey, oauth2, Secret, Type } from '@patchbay/contract'
import { impliedScopes, managing, reading } from './scopes.ts'

/**
 * What is alike in both ways to get tokens (https://learn.microsoft.com/en-us/bingwebmaster/oauth2). A refresh token
 * that comes with new tokens takes the place of the one before it; where none comes, the one before stays.
 */
const common = {
  token: { origin: 'accounts', path: '/webmasters/oauth/token' },
  scopes: [...reading, ...managing],
  impliedScopes,
  lifetime: '59m',
  refreshTokens: 'rotating',
} as const

/** The ways in which an account of Bing Webmaster Tools can be connected. */
export const authentication = {
  key: apiKey({
    title: 'API key',
    help:
      'In Bing Webmaster Tools: Settings, API access, API key. A person has one key, and it opens every ' +
      'site of that person. A new key may need half an hour before it works.',
    credentials: Type.Object({ apiKey: Secret({ title: 'API key' }) }),
    field: 'apiKey',
    in: 'query',
    name: 'apikey',
  }),
  oauth: oauth2({
    ...common,
    title: 'Account of a person',
    help:
      'In Bing Webmaster Tools: Settings, API access, OAuth client. Register the address ' +
      '`/v1/oauth/callback` of this installation as its redirect URI, which must be public and https: Bing ' +
      'refuses addresses of the own machine. Enter the client id and secret, then begin the authorization: ' +
      'the person whose sites they are agrees. Name only `webmaster.read` in `scopes` to read and nothing more.',
    grant: 'authorization-code',
    authorize: { origin: 'accounts', path: '/webmasters/oauth/authorize' },
    // Bing documents none.
    pkce: 'none',
  }),
  refreshToken: oauth2({
    ...common,
    title: 'Refresh token of a person',
    help:
      'For an agreement that was given elsewhere, such as where this installation has no public address: enter the ' +
      'id and secret of the OAuth client, and the refresh token that Bing gave it. Name in `scopes` what was ' +
      'agreed to, if that is less than reading and managing.',
    grant: 'refresh-token',
  }),
}
