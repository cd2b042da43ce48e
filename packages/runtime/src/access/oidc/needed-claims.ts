import type { JWTPayload } from 'jose'
import type { IssuerSettings } from './issuer-settings.ts'

/** What an issuer says of somebody, by the name of the claim. */
export type Claims = Readonly<Record<string, unknown>>

/** Those claims that the settings of an issuer read. Names, addresses and the like are nothing that has to be kept. */
export function neededClaims(payload: JWTPayload, { tenant, role }: IssuerSettings): Claims {
  const paths = [
    'sub',
    'scope',
    ...('claim' in tenant ? [tenant.claim] : []),
    ...(role.claim ? [role.claim] : []),
  ]
  const names = new Set(paths.map((path) => [path].flat()[0]))
  return Object.fromEntries(Object.entries(payload).filter(([name]) => names.has(name)))
}
