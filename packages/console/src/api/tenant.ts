const place = 'patchbay-tenant'

/** Id of the tenant that an operator looks at; undefined for the own one. It lasts as long as the tab. */
export const currentTenant = (): string | undefined => sessionStorage.getItem(place) ?? undefined

/** What was asked before belongs to another tenant, so the page has to begin anew. */
export function chooseTenant(tenant: string | undefined): void {
  if (tenant === undefined) sessionStorage.removeItem(place)
  else sessionStorage.setItem(place, tenant)
  location.assign('/app/')
}
