/** Ids of tenants: they stand in keys of the shared state, in paths and in the audit. */
export const tenantIdPattern = '^[a-z0-9][a-z0-9-]{0,62}$'

const form = new RegExp(tenantIdPattern)

/** What no tenant has for its id is not asked for: the store cannot take every text. */
export const isTenantId = (id: string): boolean => form.test(id)
