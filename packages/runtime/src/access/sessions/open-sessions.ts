import { LRUCache } from 'lru-cache'
import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { inMilliseconds } from '../../configuration/durations.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { EgressPolicy } from '../../connections/egress-policy.ts'
import type { ChangeFeed } from '../../store/change-feed.ts'
import type { Store } from '../../store/store.ts'
import type { Redactor } from '../../telemetry/redaction/redactor.ts'
import type { KnownTenants } from '../../tenants/known-tenants.ts'
import type { ApiKeyCallers } from '../api-keys/api-key-callers.ts'
import type { Identifier } from '../caller.ts'
import type { IssuerSettings } from '../oidc/issuer-settings.ts'
import { openSignIns, type SignIns } from '../oidc/sign-in/open-sign-ins.ts'
import { createBrowserOrigin } from './browser-origin.ts'
import { checkOwnPage } from './own-page.ts'
import { createSessionCallers, type SessionCallers } from './session-callers.ts'
import { createSessionCookie, type SessionCookie } from './session-cookie.ts'
import { createSessionUses } from './session-uses.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createTicketCookie, type TicketCookie } from './ticket-cookie.ts'
import { roomFor } from '../../shared-state/room-for.ts'

/** Tokens that are kept out of the log by their value. More than that are sent by nobody at a time. */
const mostHidden = 1_000

/** Browsers that have signed in. */
export interface Browsers {
  readonly callers: SessionCallers
  readonly sessions: Sessions
  readonly cookie: SessionCookie
  readonly ticketCookie: TicketCookie
  /** How people sign in at issuers. */
  readonly signIns: SignIns
  /** Throws `forbidden` where a request comes from a page of others. */
  readonly checkOwnPage: (request: FastifyRequest) => void
  /** Keeps a token out of what is logged. */
  readonly hide: (token: string) => void
  close(): Promise<void>
}

export interface BrowsersParts {
  readonly settings: Settings
  readonly adminKey: string
  readonly store: Store
  readonly changes: ChangeFeed
  readonly keys: ApiKeyCallers & Identifier
  readonly issuers: readonly IssuerSettings[]
  readonly tenants: KnownTenants
  /** Which addresses of issuers may be plain http. */
  readonly egress: EgressPolicy
  readonly redactor: Pick<Redactor, 'protect'>
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Undefined where the settings let no browser sign in. */
export function openSessions(parts: BrowsersParts): Browsers | undefined {
  const { settings, store, changes, redactor, log, now } = parts
  for (const { console: client } of parts.issuers) {
    if (client?.clientSecret !== undefined) redactor.protect(client.clientSecret)
  }
  if (!settings.console) return undefined
  const origin = createBrowserOrigin(settings.publicUrl)
  const cookie = createSessionCookie(origin)
  const uses = createSessionUses(store, log)
  const idle = inMilliseconds(settings.sessionIdle)
  const hidden = new LRUCache<string, () => void>({ ...roomFor(mostHidden), dispose: (release) => release() })
  const hide = (token: string): void => {
    if (hidden.get(token) === undefined) hidden.set(token, redactor.protect(token))
  }
  return {
    callers: createSessionCallers({ ...parts, cookie, origin, uses, idle, hide }),
    sessions: createSessions({
      store,
      changes,
      idle,
      lifetime: inMilliseconds(settings.sessionLifetime),
      now,
    }),
    cookie,
    ticketCookie: createTicketCookie(origin),
    signIns: openSignIns(parts),
    checkOwnPage: (request) => checkOwnPage(request, origin),
    hide,
    async close() {
      hidden.clear()
      await uses.close()
    },
  }
}
