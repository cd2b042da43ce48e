import type { JWTPayload } from 'jose'
import { ownScopes } from '../oauth-resource/token-scopes.ts'
import { roles, type Role } from '../permissions.ts'
import type { IssuerSettings } from './issuer-settings.ts'

/** Whom a token stands for, as its issuer says. */
export interface Subject {
  readonly id: string
  readonly tenant: string
  readonly role: Role
  /** Scopes of ours that the token is held to; undefined where it is held to none. */
  readonly scopes: ReadonlySet<string> | undefined
}

/** Logs and the audit take what OpenID Connect allows of a subject, and no more. */
const subjectForm = /^[\x20-\x7e]{1,255}$/

/** The subject of a token that was verified, or in words for the log why it stands for nobody. */
export function subjectOf(payload: JWTPayload, issuer: IssuerSettings): Subject | string {
  const { sub } = payload
  if (typeof sub !== 'string' || !subjectForm.test(sub)) return 'it has no fit subject'
  const tenant = tenantOf(payload, issuer.tenant)
  if (tenant === undefined) return 'it names no tenant'
  const role = roleOf(payload, issuer.role)
  if (role === undefined) return 'it has no role here'
  return { id: `${issuer.name}:${sub}`, tenant, role, scopes: scopesOf(payload, issuer) }
}

/**
 * The same for somebody who has signed in at the issuer: what scopes the client got is in `scope`, wherever the issuer has
 * them in tokens for others.
 */
export const signedInSubject = (claims: JWTPayload, issuer: IssuerSettings): Subject | string =>
  subjectOf(claims, { ...issuer, scopeClaim: 'scope' })

const noScopes: ReadonlySet<string> = new Set()

function scopesOf(
  payload: JWTPayload,
  { scopes, scopeClaim }: Pick<IssuerSettings, 'scopes' | 'scopeClaim'>,
): ReadonlySet<string> | undefined {
  if (scopes === 'ignored') return undefined
  const value =
    scopeClaim === undefined
      ? (claimAt(payload, 'scope') ?? claimAt(payload, 'scp'))
      : claimAt(payload, scopeClaim)
  const named = [value].flat().flatMap((text) => (typeof text === 'string' ? text.split(' ') : []))
  return ownScopes(named) ?? (scopes === 'required' ? noScopes : undefined)
}

function tenantOf(payload: JWTPayload, tenant: IssuerSettings['tenant']): string | undefined {
  if ('id' in tenant) return tenant.id
  const value = claimAt(payload, tenant.claim)
  if (typeof value !== 'string') return undefined
  return tenant.values === undefined ? value : ownValue(tenant.values, value)
}

function roleOf(payload: JWTPayload, { claim, values, otherwise }: IssuerSettings['role']): Role | undefined {
  const named = claim === undefined ? [] : [claimAt(payload, claim)].flat()
  const held = new Set(
    named.map((value) =>
      values !== undefined && typeof value === 'string' ? ownValue(values, value) : undefined,
    ),
  )
  return roles.find((role) => held.has(role)) ?? otherwise
}

const ownValue = <T>(values: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined

function claimAt(payload: JWTPayload, path: string | readonly string[]): unknown {
  return [path].flat().reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    return (value as Readonly<Record<string, unknown>>)[name]
  }, payload)
}
