import type { Logger } from 'pino'
import type { Settings } from '../configuration/settings.ts'
import type { EgressPolicy } from '../connections/egress-policy.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Store } from '../store/store.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
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
import { createKeySignIn, type KeySignIn } from './sessions/key-sign-in.ts'
import { openSessions, type Browsers } from './sessions/open-sessions.ts'
import { sessionTopic } from './sessions/session-records.ts'

/** Who may come in, and what decides about it. */
export interface Access {
  readonly authenticate: Authenticate
  readonly keys: ApiKeys
  readonly tenants: Tenants
  /** Undefined where the settings let no browser sign in. */
  readonly browsers: Browsers | undefined
  readonly signInByKey: KeySignIn
  /** Writes what is left to be written. */
  close(): Promise<void>
}

export interface AccessParts {
  readonly settings: Settings
  /** Of the operator. */
  readonly adminKey: string
  readonly store: Store
  readonly changes: ChangeFeed
  readonly issuers: readonly IssuerSettings[]
  readonly resource: ProtectedResource
  /** Which addresses of issuers may be plain http. */
  readonly egress: EgressPolicy
  readonly redactor: Pick<Redactor, 'protect'>
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function openAccess(parts: AccessParts): Access {
  const { adminKey, store, changes, issuers, resource, log, now } = parts
  const uses = createKeyUses(store, log)
  const known = createKnownTenants(store)
  const operator = operatorCaller(adminKey)
  const keys = apiKeyCallers({ store, uses, now })
  const browsers = openSessions({ ...parts, keys, tenants: known })
  const authenticator = createAuthenticator({
    identifiers: [operator, keys, oidcCallers({ issuers, tenants: known, resource, now })],
    sessions: browsers?.callers,
    tenants: known,
    now,
  })
  const ends = [
    changes.listen(apiKeyTopic, (change) =>
      authenticator.forget(({ principal }) => change === undefined || change.key === principal.id),
    ),
    changes.listen(sessionTopic, (change) =>
      authenticator.forget(({ session }) => change === undefined || change.key === session),
    ),
    changes.listen(tenantTopic, (change) => {
      known.forget(change?.key)
      authenticator.forget(({ principal }) => change === undefined || change.key === principal.tenant)
    }),
  ]
  return {
    authenticate: authenticator.authenticate,
    keys: createApiKeys({ store, changes, now }),
    tenants: createTenants(store, changes),
    browsers,
    signInByKey: createKeySignIn([operator, keys], (caller, request) => authenticator.admit(caller, request)),
    async close() {
      for (const end of ends) end()
      await browsers?.close()
      await uses.close()
    },
  }
}
