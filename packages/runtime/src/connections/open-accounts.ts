import type { Authorizations } from './authorization/open-authorizations.ts'
import { openCredentials, type CredentialsOptions } from './authorization/open-credentials.ts'
import { openConnections, type OpenConnectionsOptions, type OpenedConnections } from './open-connections.ts'

export type OpenAccountsOptions = Omit<OpenConnectionsOptions, 'kinds'> & CredentialsOptions

export interface OpenedAccounts extends OpenedConnections {
  readonly authorizations: Authorizations
}

/** Opens connections with every kind of credentials. Throws a `ConfigurationError` that lists everything wrong. */
export async function openAccounts(options: OpenAccountsOptions): Promise<OpenedAccounts> {
  const credentials = openCredentials(options)
  try {
    const opened = await openConnections({ ...options, kinds: credentials.kinds })
    return {
      ...opened,
      authorizations: credentials.attach(opened),
      async close() {
        await credentials.close()
        await opened.close()
      },
    }
  } catch (error) {
    await credentials.close()
    throw error
  }
}
