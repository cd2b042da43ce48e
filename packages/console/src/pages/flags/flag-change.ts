import type { Flag, FlagRule } from '../../api/flags.ts'

/** What is about to be done to a flag. */
export interface FlagChange {
  readonly act: 'on' | 'off' | 'remove'
  readonly flag: Flag['key']
  /** Id of the rule. */
  readonly rule: string
  /** Of the rule that is there. */
  readonly version: number | undefined
}

/** The rule that is about all calls of a tenant, which is what a switch sets. */
export const tenantRule = (tenant: string): string => `${tenant}:*:*`

/** The id of a rule; what is empty is about everything. */
export const ruleId = (tenant: string, connector: string, operation: string): string =>
  [tenant, connector, operation.trim() || '*'].join(':')

/** Sets the flag to the other value for a tenant. */
export function switched({ key, value, rules }: Flag, tenant: string): FlagChange {
  const rule = tenantRule(tenant)
  const version = rules.find(({ id }) => id === rule)?.version
  return { act: value ? 'off' : 'on', flag: key, rule, version }
}

export const removal = (flag: Flag['key'], { id, version }: FlagRule): FlagChange => ({
  act: 'remove',
  flag,
  rule: id,
  version,
})

/** What a rule is about, in words. */
export function scopeWords(id: string): string {
  const [tenant = '*', connector = '*', ...operation] = id.split(':')
  const about = operation.join(':')
  const what =
    about === '*' || about === ''
      ? connector === '*'
        ? 'all calls'
        : `calls of ${connector}`
      : `${about} of ${connector}`
  return tenant === '*' ? `${what}, of all tenants` : `${what}, of ${tenant}`
}
