import { defineOperation, Problem, Type, type Static } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { dataCentres, usualDataCentre } from '../data-centres.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask, tell, type ZohoRequest } from '../wire/ask.ts'
import { OutputId } from '../wire/id.ts'
import { textOf, textOrNull, truthOf } from '../wire/scalars.ts'
import { addressesOfAccount, organizationIdOf, WireAccounts } from './accounts.ts'

interface Probe {
  readonly scope: string
  /** Undefined where there is nothing to ask. */
  readonly request: (places: Places) => ZohoRequest | undefined
}

interface Places {
  readonly mailbox: string
  readonly organization: string | undefined
}

/** For each module a read that costs little. */
const probes = {
  folders: {
    scope: scope('folders', 'READ'),
    request: ({ mailbox }) => ({ method: 'GET', path: `${mailbox}/folders` }),
  },
  labels: {
    scope: scope('tags', 'READ'),
    request: ({ mailbox }) => ({ method: 'GET', path: `${mailbox}/labels` }),
  },
  messages: {
    scope: scope('messages', 'READ'),
    request: ({ mailbox }) => ({
      method: 'GET',
      path: `${mailbox}/messages/view`,
      query: { start: 1, limit: 1 },
    }),
  },
  tasks: {
    scope: scope('tasks', 'READ'),
    request: () => ({ method: 'GET', path: '/api/tasks/me', query: { from: 0, limit: 1 } }),
  },
  notes: {
    scope: scope('notes', 'READ'),
    request: () => ({ method: 'GET', path: '/api/notes/me', query: { after: 1, limit: 1 } }),
  },
  bookmarks: {
    scope: scope('links', 'READ'),
    request: () => ({ method: 'GET', path: '/api/links/me', query: { after: 1, limit: 1 } }),
  },
  organization: {
    scope: scope('organization.accounts', 'READ'),
    request: ({ organization }) =>
      organization === undefined
        ? undefined
        : { method: 'GET', path: `${organization}/accounts`, query: { start: 0, limit: 1 } },
  },
} as const satisfies Record<string, Probe>

type Module = keyof typeof probes

const modules = Object.keys(probes) as Module[]

const Module = Type.Union(modules.map((name) => Type.Literal(name)))

const ModuleRecord = Type.Object({
  module: Module,
  scope: Type.String({ description: 'What must have been granted to read there.' }),
  works: Type.Boolean(),
  says: Type.Union([Type.String(), Type.Null()], { description: 'Why it does not work.' }),
})

export const check = defineOperation(vendor, {
  title: 'Check the connection',
  description:
    'Whether the connection works, at which data centre, for whom, and what it may read: one request, and one more for each ' +
    'module. Call it with all modules when something is refused. A connection to the wrong data centre is refused as a ' +
    'whole, with the advice to check it.',
  effect: 'read',
  scopes: [scope('accounts', 'READ')],
  input: Type.Object({
    modules: Type.Optional(
      Type.Array(Module, {
        uniqueItems: true,
        description: 'What to try beside the account itself. Default: folders and messages.',
      }),
    ),
  }),
  output: Type.Object({
    dataCenter: Type.String({ description: 'As the connection is configured.' }),
    mailHost: Type.String(),
    accountsHost: Type.String(),
    accountId: Type.Union([OutputId(), Type.Null()]),
    address: Type.Union([Type.String(), Type.Null()]),
    role: Type.Union([Type.String(), Type.Null()]),
    organizationId: Type.Union([OutputId(), Type.Null()], {
      description: 'Null for a personal account: the operations of `organization` are not for it.',
    }),
    modules: Type.Array(ModuleRecord),
  }),
  timeout: '1m',
  examples: [
    {
      title: 'In order',
      input: {},
      output: {
        dataCenter: 'us',
        mailHost: 'mail.zoho.com',
        accountsHost: 'accounts.zoho.com',
        accountId: '4845214000000008002',
        address: 'mara@fernhill.example',
        role: 'super_admin',
        organizationId: '60021435512',
        modules: [
          { module: 'folders', scope: 'ZohoMail.folders.READ', works: true, says: null },
          { module: 'messages', scope: 'ZohoMail.messages.READ', works: true, says: null },
        ],
      },
    },
  ],
  async run(context) {
    const { input, config, http } = context
    const dataCenter = config.dataCenter ?? usualDataCentre
    const { mail, accounts: accountsServer } = dataCentres[dataCenter]
    const accounts = await ask(http, { method: 'GET', path: '/api/accounts' }, WireAccounts)
    const named = accounts.find(({ accountId }) => textOf(accountId) === config.accountId)
    if (config.accountId !== undefined && named === undefined) throw otherMailbox(config.accountId)
    const account = named ?? accounts.find(({ isDefaultAccount }) => truthOf(isDefaultAccount)) ?? accounts[0]
    const organizationId =
      config.organizationId ?? (account === undefined ? undefined : organizationIdOf(account))
    const places = {
      mailbox: `/api/accounts/${textOf(account?.accountId)}`,
      organization: organizationId === undefined ? undefined : `/api/organization/${organizationId}`,
    }
    const tried: Array<Static<typeof ModuleRecord>> = []
    for (const name of input.modules ?? (['folders', 'messages'] as const)) {
      tried.push(await tryModule(context, name, places, tried.length))
    }
    return {
      dataCenter,
      mailHost: new URL(mail).host,
      accountsHost: new URL(accountsServer).host,
      accountId: textOrNull(account?.accountId),
      address: (account === undefined ? undefined : addressesOfAccount(account)[0]) ?? null,
      role: textOrNull(account?.role),
      organizationId: organizationId ?? null,
      modules: tried,
    }
  },
})

const otherMailbox = (id: string): Problem =>
  new Problem('connection_forbidden', {
    detail: `The person of this connection has no mailbox ${id}, which its config names.`,
    advice: 'Correct `accountId` in the config of the connection; accounts.list shows the mailboxes.',
  })

async function tryModule(
  { http, report }: Pick<ZohoContext, 'http' | 'report'>,
  module: Module,
  places: Places,
  index: number,
): Promise<Static<typeof ModuleRecord>> {
  const probe: Probe = probes[module]
  const request = probe.request(places)
  if (request === undefined) {
    return {
      module,
      scope: probe.scope,
      works: false,
      says: 'The account is a personal one: it has no organization.',
    }
  }
  try {
    await tell(http, request)
    return { module, scope: probe.scope, works: true, says: null }
  } catch (error) {
    if (!Problem.is(error)) throw error
    report.partial()
    report.warning({ code: 'module_unavailable', path: `/modules/${index}`, message: error.message })
    return { module, scope: probe.scope, works: false, says: error.message }
  }
}
