import type { Command } from 'commander'
import { given, listOf } from './choices.ts'
import { withExamples } from './examples.ts'
import { details, field, sentence, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface PutOptions {
  readonly title?: string
  readonly description?: string
  readonly effects?: string[]
}

/** Bundles of operations that keys are held to and agents are offered. */
export function addToolsets(program: Command, { show, client }: Tools): void {
  const toolsets = program.command('toolsets').description('bundles of operations for agents')
  const path = (name: string): string => `/v1/toolsets/${encodeURIComponent(name)}`
  /** The entity tag of a toolset of the tenant; undefined if there is none yet. */
  const tagOf = async (name: string): Promise<string | undefined> => {
    const { data } = await client().ask('GET', '/v1/toolsets')
    const found = (Array.isArray(data) ? data : []).find((one: unknown) => field(one, 'name') === name)
    const version = field(found, 'version')
    return typeof version === 'number' ? `"${version}"` : undefined
  }
  withExamples(
    toolsets
      .command('list')
      .description('list toolsets: those of the tenant, then those that are there by themselves')
      .action(async () => {
        const { data } = await client().ask('GET', '/v1/toolsets')
        await show(data, table('name', 'kind', 'tools', 'title', 'unmatched'))
      }),
    'patchbay toolsets list',
  )
  withExamples(
    toolsets
      .command('get')
      .argument('<name>', 'as `patchbay toolsets list` says, or connector.noun')
      .description('show a toolset with the operations that are in it')
      .action(async (name: string) => {
        const { data } = await client().ask('GET', path(name))
        await show(data, details)
      }),
    'patchbay toolsets get shopify.orders',
  )
  withExamples(
    toolsets
      .command('put')
      .argument('<name>', 'words in kebab-case, with dots between; the first one is no connector')
      .argument('<patterns...>', 'connector/operation, either of them with *, such as shopify/orders.*')
      .option('--title <words>', 'for people (default: its name)')
      .option('--description <words>', 'what it is for')
      .option('--effects <list>', 'only operations with these: read, idempotent, write, destructive', listOf)
      .description('make a toolset, or give it other contents; in effect on all instances within a second')
      .action(async (name: string, patterns: string[], options: PutOptions) => {
        const { title = name, description, effects } = options
        const body = given({ title, description, patterns, effects })
        const { data } = await client().ask('PUT', path(name), { body, ifMatch: await tagOf(name) })
        await show(data, details)
      }),
    "patchbay toolsets put support 'shopify/orders.*' 'zoho-mail/messages.*' --effects read,write",
    "patchbay toolsets put reports 'gsc/*' 'ga4/reports.*' --title 'Weekly reports' --effects read",
  )
  withExamples(
    toolsets
      .command('remove')
      .argument('<name>', 'as `patchbay toolsets list` says')
      .description('remove a toolset of the tenant that no key is held to')
      .action(async (name: string) => {
        const { data } = await client().ask('DELETE', path(name), { ifMatch: await tagOf(name) })
        await show(data, sentence(`the toolset ${name} is gone`))
      }),
    'patchbay toolsets remove reports',
  )
}
