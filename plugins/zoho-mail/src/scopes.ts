export type ScopeVerb = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE'

const all = ['READ', 'CREATE', 'UPDATE', 'DELETE'] as const

/** What the operations need of each module: `ZohoMail.<module>.<verb>`. */
const verbsOf = {
  accounts: all,
  folders: all,
  tags: all,
  messages: all,
  tasks: all,
  notes: all,
  links: all,
  'organization.accounts': ['READ', 'CREATE', 'UPDATE'],
  'organization.groups': ['READ'],
  'organization.domains': ['READ', 'UPDATE'],
  'organization.subscriptions': ['READ'],
  'organization.audit': ['READ'],
  'partner.organization': ['READ'],
} as const satisfies Record<string, readonly ScopeVerb[]>

export type ScopeModule = keyof typeof verbsOf

const modules = Object.keys(verbsOf) as ScopeModule[]

/** A scope as Zoho writes it. */
export const scope = (module: ScopeModule, verb: ScopeVerb): string => `ZohoMail.${module}.${verb}`

/** Asked for unless whoever connects the account names fewer: each by itself, so that they can. */
export const allScopes: readonly string[] = modules.flatMap((module) =>
  verbsOf[module].map((verb) => scope(module, verb)),
)

/**
 * By scope: those that it includes. Zoho's token endpoint answers with `VirtualOffice` names for what was asked for as
 * `ZohoMail`, and calls the reading of search results a module of its own.
 */
export const impliedScopes: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...modules.flatMap((module) => [
    ...['ZohoMail', 'VirtualOffice'].map(
      (service) => [`${service}.${module}.ALL`, all.map((verb) => scope(module, verb))] as const,
    ),
    ...all.map((verb) => [`VirtualOffice.${module}.${verb}`, [scope(module, verb)]] as const),
  ]),
  ['VirtualOffice.search.READ', [scope('messages', 'READ')]],
  ['VirtualOffice.search.ALL', [scope('messages', 'READ')]],
])
