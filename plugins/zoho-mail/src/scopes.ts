/** Modules of the scopes that the operations need: `ZohoMail.<module>.<verb>`. */
const modules = [
  'accounts',
  'folders',
  'tags',
  'messages',
  'tasks',
  'notes',
  'links',
  'organization.accounts',
  'organization.groups',
  'organization.domains',
  'organization.subscriptions',
  'organization.audit',
  'partner.organization',
] as const

export type ScopeModule = (typeof modules)[number]
export type ScopeVerb = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE'

const verbs: readonly ScopeVerb[] = ['READ', 'CREATE', 'UPDATE', 'DELETE']

/** A scope as Zoho writes it. */
export const scope = (module: ScopeModule, verb: ScopeVerb): string => `ZohoMail.${module}.${verb}`

/** Asked for unless whoever connects the account names fewer. */
export const allScopes: readonly string[] = modules.map((module) => `ZohoMail.${module}.ALL`)

/**
 * By scope: those that it includes. Zoho's token endpoint answers with `VirtualOffice` names for what was asked for as
 * `ZohoMail`, and calls the reading of search results a module of its own.
 */
export const impliedScopes: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...modules.flatMap((module) => [
    [`ZohoMail.${module}.ALL`, verbs.map((verb) => scope(module, verb))] as const,
    [`VirtualOffice.${module}.ALL`, verbs.map((verb) => scope(module, verb))] as const,
    ...verbs.map((verb) => [`VirtualOffice.${module}.${verb}`, [scope(module, verb)]] as const),
  ]),
  ['VirtualOffice.search.READ', [scope('messages', 'READ')]],
  ['VirtualOffice.search.ALL', [scope('messages', 'READ')]],
])
