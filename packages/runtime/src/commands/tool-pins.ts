import type { Command } from 'commander'
import { withExamples } from './examples.ts'
import { field, pick, sentence, table, details } from './terminal/views.ts'
import type { Tools } from './tools.ts'

/** What agents are offered, and whether it is what was trusted. */
export function addToolPins(program: Command, { show, client }: Tools): void {
  const tools = program
    .command('tools')
    .description("tools that agents are offered; approving takes the operator's key")
  const path = (name: string): string => `/v1/tool-pins/${encodeURIComponent(name)}`
  withExamples(
    tools
      .command('pins')
      .option('--all', 'also those that are offered')
      .option('--connector <id>', 'only those of one connector')
      .description('list tools that agents are not offered until their definition is approved')
      .action(async ({ all, connector }: { readonly all?: true; readonly connector?: string }) => {
        const query = new URLSearchParams({
          ...(all === true ? {} : { held: 'true' }),
          ...(connector === undefined ? {} : { connector }),
        })
        const { data } = await client().ask('GET', `/v1/tool-pins?${query.toString()}`)
        await show(data, table('id', 'version', 'state', 'trustedAt', 'approvedBy', 'digest'))
      }),
    'patchbay tools pins',
    'patchbay tools pins --all --connector shopify',
  )
  withExamples(
    tools
      .command('show')
      .argument('<tool>', 'as `patchbay tools pins` says')
      .description('show the definition of a tool, what was trusted, and where they differ')
      .action(async (name: string) => {
        const { data } = await client().ask('GET', path(name))
        await show(data, pinView)
      }),
    'patchbay tools show shopify_orders_list',
    'patchbay tools show shopify_orders_list --json | jq .data.definition',
  )
  withExamples(
    tools
      .command('approve')
      .argument('<tool>', 'as `patchbay tools pins` says')
      .argument('<digest>', 'of the definition that you have looked at')
      .description('offer agents a tool as it is defined now; in effect on all instances within a second')
      .action(async (name: string, digest: string) => {
        const { data } = await client().ask('POST', `${path(name)}/approve`, { body: { digest } })
        await show(data, sentence(`${name} is offered again`))
      }),
    'patchbay tools approve shopify_orders_list 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  )
}

/** Where two definitions differ, and what is suspicious, with the texts themselves; escaped, since they may be hostile. */
function pinView(data: unknown): string {
  const head = details(
    pick(
      data,
      'id',
      'connector',
      'version',
      'operation',
      'state',
      'digest',
      'trustedDigest',
      'trustedAt',
      'approvedBy',
    ),
  )
  const changes = field(data, 'changes')
  const suspicions = field(data, 'suspicions')
  const places = [
    ...(Array.isArray(changes) ? changes.map((pointer: unknown) => ({ pointer, what: 'changed' })) : []),
    ...(Array.isArray(suspicions)
      ? suspicions.map((one: unknown) => ({ pointer: field(one, 'pointer'), what: field(one, 'rule') }))
      : []),
  ]
  const rows = places.map(({ pointer, what }) => ({
    pointer,
    what,
    trusted: shown(at(field(data, 'trustedDefinition'), pointer)),
    now: shown(at(field(data, 'definition'), pointer)),
  }))
  return rows.length === 0 ? head : `${head}\n\n${table('pointer', 'what', 'trusted', 'now')(rows)}`
}

const longest = 300

/** As JSON in ASCII: what is invisible in a text is the point of looking at it. */
const shown = (value: unknown): string =>
  value === undefined
    ? ''
    : JSON.stringify(value)
        .slice(0, longest)
        .replaceAll(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

function at(value: unknown, pointer: unknown): unknown {
  if (typeof pointer !== 'string') return undefined
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (one, name) =>
        typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[name] : undefined,
      value,
    )
}
