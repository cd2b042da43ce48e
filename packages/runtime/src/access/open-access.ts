import type { Logger } from 'pino'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Store } from '../store/store.ts'
import { createKnownTenants } from '../tenants/known-tenants.ts'
import { createTenants, tenantTopic, type Tenants } from '../tenants/tenants.ts'
import { createAuthenticator, type Authenticate } from './authenticate.ts'
import { apiKeyCallers } from './api-keys/api-key-callers.ts'
import { createApiKeys, type ApiKeys } from './api-keys/api-keys.ts'
import { apiKeyTopic } from './api-keys/key-records.ts'
import { createKeyUses } from './api-keys/key-uses.ts'
import type { ProtectedResource } from './oauth-resource/protected-resource.ts'
import type { IssuerSettings } from './oidc/issuer-settings.ts'
import { oidcCallers } from './oidc/oidc-callers.ts'
import { operatorCaller } from './operator.ts'

/** Who may come in, and what decides about it. */
export interface Access {
  readonly authenticate: Authenticate
  readonly keys: ApiKeys
  readonly tenants: Tenants
  /** Writes what is left to be written. */
  close(): Promise<void>
}

export interface AccessParts {
  /** Of the operator. */
  readonly adminKey: string
  readonly store: Store
  readonly changes: ChangeFeed
  readonly issuers: readonly IssuerSettings[]
  readonly resource: ProtectedResource
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function openAccess({ adminKey, store, changes, issuers, resource, log, now }: AccessParts): Access {
  const uses = createKeyUses(store, log)
  const known = createKnownTenants(store)
  const authenticator = createAuthenticator({
    identifiers: [
      operatorCaller(adminKey),
      apiKeyCallers({ store, uses, now }),
      oidcCallers({ issuers, tenants: known, resource, now }),
    ],
    tenants: known,
    now,
  })
  const ends = [
    changes.listen(apiKeyTopic, (change) =>
      authenticator.forget(({ id }) => change === undefined || change.key === id),
    ),
    changes.listen(tenantTopic, (change) => {
      known.forget(change?.key)
      authenticator.forget(({ tenant }) => change === undefined || change.key === tenant)
    }),
  ]
  return {
    authenticate: authenticator.authenticate,
    keys: createApiKeys({ store, changes, now }),
    tenants: createTenants(store, changes),
    async close() {
      for (const end of ends) end()
      await uses.close()
    },
  }
}
