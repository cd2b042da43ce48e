import { oauth2, serviceAccount } from '@patchbay/contract'

/** Where Google gives and ends tokens. Every vendor that uses `googleAccess` declares these among its origins. */
export const googleOrigins = {
  accounts: 'https://accounts.google.com',
  oauth2: 'https://oauth2.googleapis.com',
} as const

const token = { origin: 'oauth2', path: '/token' } as const

/** What differs between Google's APIs. */
export interface GoogleAccess {
  /** All that the operations of a connector can need, as full addresses. */
  readonly scopes: readonly string[]
  /** By scope: those that it includes. */
  readonly impliedScopes: Readonly<Record<string, readonly string[]>>
  /** Where the e-mail address of a service account is let in, and how it must be: a sentence. */
  readonly letIn: string
}

/**
 * The three ways to Google's data: by a service account, by a person's agreement, and by a refresh token that was
 * obtained elsewhere. Credentials are always explicit: nothing is looked for in the environment or at a metadata server.
 *
 * @see https://developers.google.com/identity/protocols/oauth2/service-account
 * @see https://developers.google.com/identity/protocols/oauth2/web-server
 */
export function googleAccess({ scopes, impliedScopes, letIn }: GoogleAccess) {
  const common = { token, scopes, impliedScopes } as const
  // Refresh tokens stay as they are; those of apps whose consent screen is in testing end after seven days.
  const refreshing = {
    refreshTokens: 'steady',
    revocation: { origin: 'oauth2', path: '/revoke' },
    errors: { org_internal: 'misconfigured', admin_policy_enforced: 'misconfigured' },
  } as const
  return {
    serviceAccount: serviceAccount({
      ...common,
      title: 'Service account',
      help:
        'Create a service account in the Google Cloud console with the API switched on in its project, make a JSON key ' +
        `for it and enter the whole file. ${letIn} To act for a person of your Workspace domain instead, grant the ` +
        'client id of the account the scopes by domain-wide delegation, and name that person as the subject, and those scopes.',
      audience: `${googleOrigins.oauth2}${token.path}`,
      lifetime: '59m',
    }),
    oauth: oauth2({
      ...common,
      ...refreshing,
      title: 'Account of a person',
      help:
        'Create an OAuth client of the kind "Web application" in the Google Cloud console, with the address ' +
        '`/v1/oauth/callback` of this installation as a redirect URI, and enter its id and secret. Then begin the ' +
        'authorization: the person whose data it is agrees. While the consent screen is in testing, Google ends the ' +
        'agreement after seven days: publish the app, or make it internal.',
      grant: 'authorization-code',
      authorize: { origin: 'accounts', path: '/o/oauth2/v2/auth' },
      pkce: 'S256',
      // Google gives a refresh token only with these, and adds what was agreed to before.
      authorizeParameters: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
    }),
    refreshToken: oauth2({
      ...common,
      ...refreshing,
      title: 'Refresh token of a person',
      help:
        'For an agreement that was given elsewhere: enter the id and secret of the OAuth client, and the refresh token ' +
        'that Google gave it. It must cover the scopes that are asked for: name fewer in `scopes` where it does not.',
      grant: 'refresh-token',
    }),
  }
}
