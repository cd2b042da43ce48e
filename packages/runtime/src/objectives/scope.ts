/**
 * Whose calls are meant: those of a tenant, by its id, or those of all tenants together, which are the installation's.
 * No id of a tenant is a star.
 */
export const installation = '*'
