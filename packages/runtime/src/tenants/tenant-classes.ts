import { ConfigurationError } from '../configuration/read-settings.ts'

/** Gives the class of a tenant, by which metrics tell tenants apart: a label for each tenant would be a series for each. */
export type TenantClassOf = (tenant: string) => string

const pair = /^\s*([^=\s]+)\s*=\s*([a-z][a-z0-9_-]{0,30})\s*$/
const defaultClass = 'default'
const mostClasses = 16

/** Reads pairs such as `acme=gold,bravo=gold`. Who is not named is of the class `default`. Throws a `ConfigurationError`. */
export function readTenantClasses(text: string): TenantClassOf {
  const classes = new Map<string, string>()
  for (const part of text.split(',')) {
    if (part.trim() === '') continue
    const [, tenant, name] = pair.exec(part) ?? []
    if (tenant === undefined || name === undefined) {
      throw new ConfigurationError(['PATCHBAY_TENANT_CLASSES: must be pairs such as acme=gold,bravo=gold'])
    }
    classes.set(tenant, name)
  }
  if (new Set(classes.values()).size > mostClasses) {
    throw new ConfigurationError([`PATCHBAY_TENANT_CLASSES: must name at most ${mostClasses} classes`])
  }
  return (tenant) => classes.get(tenant) ?? defaultClass
}
