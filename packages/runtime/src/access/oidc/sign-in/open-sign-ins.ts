import { publicBaseOf } from '../../../configuration/public-base.ts'
import type { Settings } from '../../../configuration/settings.ts'
import type { EgressPolicy } from '../../../connections/egress-policy.ts'
import type { Store } from '../../../store/store.ts'
import type { KnownTenants } from '../../../tenants/known-tenants.ts'
import type { Principal } from '../../principal.ts'
import type { SessionWish } from '../../sessions/sessions.ts'
import type { IssuerSettings } from '../issuer-settings.ts'
import { remoteKeys } from '../oidc-callers.ts'
import { principalOfSubject } from '../oidc-principal.ts'
import { signedInSubject } from '../subject.ts'
import { createSignInClient, type ConsoleIssuer, type SignInClient } from './sign-in-client.ts'
import { SignInRefused } from './sign-in-refused.ts'
import { newSignInTicket, readSignInTicket, secretsOf } from './sign-in-ticket.ts'
import { createTakeSignIn } from './used-sign-ins.ts'

/** Milliseconds that a person has at the issuer. */
const patience = 600_000
/** Characters of the path that a sign-in leads to. */
const longestReturn = 2_000
const home = '/app/'

export interface BegunSignIn {
  /** At the issuer. */
  readonly url: string
  /** For the cookie of the browser. */
  readonly ticket: string
  readonly seconds: number
}

export interface FinishedSignIn {
  readonly wish: SessionWish
  readonly returnTo: string
}

/** A place where people can sign in, for a button. */
export interface SignInMethod {
  readonly id: string
  readonly title: string
  readonly href: string
}

/** How people sign in at issuers. Everything rejects with `SignInRefused`. */
export interface SignIns {
  readonly methods: readonly SignInMethod[]
  begin(issuer: string, returnTo: string | undefined): Promise<BegunSignIn>
  /** With what the issuer has sent the browser back with. `onKnown` is told who it is as soon as that is known. */
  finish(
    issuer: string,
    parameters: URLSearchParams,
    ticket: string | undefined,
    onKnown: (principal: Principal) => void,
  ): Promise<FinishedSignIn>
}

export interface SignInsParts {
  readonly settings: Pick<Settings, 'publicUrl' | 'port'>
  readonly issuers: readonly IssuerSettings[]
  readonly store: Pick<Store, 'database'>
  readonly tenants: KnownTenants
  readonly egress: EgressPolicy
  /** Milliseconds since 1970. */
  readonly now: () => number
}

interface Site {
  readonly issuer: ConsoleIssuer
  readonly client: SignInClient
}

const hasConsole = (issuer: IssuerSettings): issuer is ConsoleIssuer => issuer.console !== undefined

export function openSignIns({ settings, issuers, store, tenants, egress, now }: SignInsParts): SignIns {
  const base = publicBaseOf(settings.publicUrl ?? `http://localhost:${settings.port}`)
  const take = createTakeSignIn(store)
  const sites = new Map<string, Site>(
    issuers.filter(hasConsole).map((issuer) => {
      const redirectUri = `${base}/app/sign-in/${issuer.name}/callback`
      const keys = remoteKeys(issuer)
      return [issuer.name, { issuer, client: createSignInClient({ issuer, redirectUri, keys, egress, now }) }]
    }),
  )
  const siteOf = (name: string): Site => {
    const site = sites.get(name)
    if (site === undefined) throw new SignInRefused('unknown-issuer', 'nobody signs in there')
    return site
  }

  return {
    methods: [...sites.values()].map(
      ({
        issuer: {
          name,
          console: { title },
        },
      }) => ({
        id: name,
        title,
        href: `/app/sign-in/${name}`,
      }),
    ),

    async begin(name, returnTo = home) {
      const { client } = siteOf(name)
      if (!isWithin(returnTo)) throw new SignInRefused('wrong-return', 'it leads out of the console')
      const ticket = newSignInTicket({ expiresAt: now() + patience, returnTo })
      const url = await client.address(secretsOf(ticket, name))
      return { url, ticket, seconds: patience / 1_000 }
    },

    async finish(name, parameters, ticket, onKnown) {
      const { client, issuer } = siteOf(name)
      const begun = ticket === undefined ? undefined : readSignInTicket(ticket)
      const secrets = secretsOf(ticket ?? '', name)
      const [state, ...others] = parameters.getAll('state')
      if (begun === undefined || state !== secrets.state || others.length > 0) {
        throw new SignInRefused('other-browser', 'the state is of no sign-in that this browser has begun')
      }
      if (begun.expiresAt <= now()) throw new SignInRefused('too-late', 'it was begun too long ago')
      if (!(await take(state, begun.expiresAt, now()))) {
        throw new SignInRefused('already-used', 'the state has come back before')
      }
      const claims = await client.redeem(parameters, secrets)
      const subject = signedInSubject(claims, issuer)
      if (typeof subject === 'string') throw new SignInRefused('not-permitted', subject)
      const found = await tenants.learn(subject.tenant)
      if (found === undefined) throw new SignInRefused('not-permitted', 'its tenant is not there')
      const principal = principalOfSubject(subject, undefined)
      onKnown(principal)
      if (found.state === 'suspended') throw new SignInRefused('suspended', 'its tenant is suspended')
      return {
        wish: { principal, issuer: name, claims, validUntil: Infinity },
        returnTo: isWithin(begun.returnTo) ? begun.returnTo : home,
      }
    },
  }
}

/** Whether a path leads to the console and nowhere else, however a browser reads it. */
function isWithin(path: string): boolean {
  if (path.length > longestReturn || !/^\/app\/[!-~]*$/.test(path)) return false
  const url = URL.parse(path, 'http://here')
  return url?.origin === 'http://here' && url.pathname.startsWith(home)
}
