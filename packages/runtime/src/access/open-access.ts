import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import { createKnownTenants } from '../tenants/known-tenants.ts'
import { createTenants, tenantTopic, type Tenants } from '../tenants/tenants.ts'
import { createAuthenticator, type Authenticate } from './authenticate.ts'
import { apiKeyCallers } from './api-keys/api-key-callers.ts'
import { createApiKeys, type ApiKeys } from './api-keys/api-keys.ts'
import { apiKeyTopic } from './api-keys/key-records.ts'
import { createKeyUses } from './api-keys/key-uses.ts'
import type { IssuerSettings } from './oidc/issuer-settings.ts'
import { oidcCallers } from './oidc/oidc-callers.ts'
import { operatorCaller } from './operator.ts'

/** Who may come in, and what decides about it. */
export interface Access {
  readonly authenticate: Authenticate
  readonly keys: ApiKeys
  readonly tenants: Tenants
  /** Tells that a tenant or a key has changed, on any instance. */
  told(change: { readonly topic: string; readonly key: string }): void
  /** Writes what is left to be written. */
  close(): Promise<void>
}

export interface AccessParts {
  /** Of the operator. */
  readonly adminKey: string
  readonly store: Store
  readonly issuers: readonly IssuerSettings[]
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function openAccess({ adminKey, store, issuers, log, now }: AccessParts): Access {
  const uses = createKeyUses(store, log)
  const known = createKnownTenants(store)
  const authenticator = createAuthenticator({
    identifiers: [
      operatorCaller(adminKey),
      apiKeyCallers({ store, uses, now }),
      oidcCallers({ issuers, tenants: known, now }),
    ],
    tenants: known,
    now,
  })
  const told: Access['told'] = ({ topic, key }) => {
    if (topic === apiKeyTopic) authenticator.forget(({ id }) => id === key)
    if (topic !== tenantTopic) return
    known.forget(key)
    authenticator.forget(({ tenant }) => tenant === key)
  }
  return {
    authenticate: authenticator.authenticate,
    // This instance need not wait for the news of what it has done itself.
    keys: createApiKeys({ store, now, onChange: (key) => told({ topic: apiKeyTopic, key }) }),
    tenants: createTenants(store, (key) => told({ topic: tenantTopic, key })),
    told,
    close: () => uses.close(),
  }
}
