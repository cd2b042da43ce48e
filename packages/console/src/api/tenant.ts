const place = 'patchbay-tenant'

/** Id of the tenant that an operator looks at; undefined for the own one. It lasts as long as the tab. */
export const currentTenant = (): string | undefined => sessionStorage.getItem(place) ?? undefined

/** Asks within another tenant from now on, or within the own one. */
export function rememberTenant(tenant: string | undefined): void {
  if (tenant === undefined) sessionStorage.removeItem(place)
  else sessionStorage.setItem(place, tenant)
}
