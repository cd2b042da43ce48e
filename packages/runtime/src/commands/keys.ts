import { Option, type Command } from 'commander'
import { roles } from '../access/permissions.ts'
import { given, listOf } from './choices.ts'
import { withExamples } from './examples.ts'
import { details, sentence, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface CreateOptions {
  readonly name: string
  readonly role: string
  readonly environment?: string
  readonly expires?: string
  readonly addresses?: string[]
  readonly connectors?: string[]
  readonly operations?: string[]
  readonly effects?: string[]
  readonly connections?: string[]
  readonly toolsets?: string[]
  readonly waiveConfirmation?: boolean
}

const told = 'The key is told this once; the server keeps only what recognises it.'

/** API keys of a tenant. */
export function addKeys(program: Command, { show, note, client }: Tools): void {
  const keys = program.command('keys').description('API keys of the tenant')
  const path = (id: string): string => `/v1/keys/${encodeURIComponent(id)}`
  withExamples(
    keys
      .command('create')
      .description('create a key and print it, once; it has at most what the key has that creates it')
      .requiredOption('--name <name>', 'for people')
      .addOption(new Option('--role <role>', 'what it may do').choices(roles).makeOptionMandatory())
      .addOption(
        new Option('--environment <kind>', 'test keys reach only emulators').choices(['live', 'test']),
      )
      .option('--expires <time>', 'from when it is no longer valid, such as 2027-01-01T00:00:00Z')
      .option('--addresses <list>', 'addresses and networks that it may be used from', listOf)
      .option('--connectors <list>', 'the only connectors that it may call', listOf)
      .option('--operations <list>', 'the only operations that it may call, as connector/operation', listOf)
      .option(
        '--effects <list>',
        'the only effects that it may have: read, idempotent, write, destructive',
        listOf,
      )
      .option('--connections <list>', 'ids of the only connections that it may use', listOf)
      .option('--toolsets <list>', 'toolsets whose tools it is offered through MCP, and no others', listOf)
      .option('--waive-confirmation', 'let agents call what cannot be undone without asking a person')
      .action(async (options: CreateOptions) => {
        const { name, role, environment, expires, addresses, toolsets, waiveConfirmation, ...restricted } =
          options
        const restrictions = given({ ...restricted })
        const body = given({
          name,
          role,
          environment,
          addresses,
          toolsets,
          confirmation: waiveConfirmation === true ? 'waived' : undefined,
          expiresAt: expires,
          restrictions: Object.keys(restrictions).length === 0 ? undefined : restrictions,
        })
        const { data } = await client().ask('POST', '/v1/keys', { body })
        await show(data, details)
        note(told)
      }),
    'patchbay keys create --name dashboard --role viewer',
    'patchbay keys create --name orders --role agent --connectors shopify --effects read --json | jq -r .key',
  )
  withExamples(
    keys
      .command('list')
      .description('list keys, the newest first; also those that have expired or were revoked')
      .action(async () => {
        const fields = ['id', 'hint', 'name', 'role', 'environment', 'state', 'lastUsedAt', 'expiresAt']
        await show(await client().list('/v1/keys'), table(...fields))
      }),
    'patchbay keys list',
  )
  withExamples(
    keys
      .command('rotate')
      .argument('<id>', 'as `patchbay keys list` says')
      .option('--overlap <duration>', 'how long the text before stays valid beside the new one', '1h')
      .description('give a key a new text and print it, once')
      .action(async (id: string, { overlap }: { readonly overlap: string }) => {
        const { data } = await client().ask('POST', `${path(id)}/rotate`, { body: { overlap } })
        await show(data, details)
        note(told)
      }),
    'patchbay keys rotate key_4f2a --overlap 10m',
  )
  withExamples(
    keys
      .command('revoke')
      .argument('<id>', 'as `patchbay keys list` says')
      .description('refuse a key from now on, on all instances within a second, for good')
      .action(async (id: string) => {
        const { data } = await client().ask('DELETE', path(id))
        await show(data, sentence(`${id} is revoked`))
      }),
    'patchbay keys revoke key_4f2a',
  )
}
