import type { Command } from 'commander'
import { given } from './choices.ts'
import { withExamples } from './examples.ts'
import { details, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

/** Tenants, for the operator of the installation. */
export function addTenants(program: Command, { show, client }: Tools): void {
  const tenants = program.command('tenants').description("tenants; they take the operator's key")
  const path = (id: string): string => `/v1/tenants/${encodeURIComponent(id)}`
  withExamples(
    tenants
      .command('create')
      .argument('<id>', 'in kebab-case, for good')
      .requiredOption('--title <title>', 'for people')
      .description('create a tenant; make its first key with `patchbay keys create --tenant <id>`')
      .action(async (id: string, { title }: { readonly title: string }) => {
        const { data } = await client().ask('POST', '/v1/tenants', { body: given({ id, title }) })
        await show(data, details)
      }),
    'patchbay tenants create acme --title "Acme Inc."',
    'patchbay keys create --tenant acme --name first --role owner',
  )
  withExamples(
    tenants
      .command('list')
      .description('list tenants')
      .action(async () =>
        show(await client().list('/v1/tenants'), table('id', 'title', 'state', 'createdAt')),
      ),
    'patchbay tenants list',
  )
  for (const [name, state, what] of [
    ['suspend', 'suspended', 'refuse the keys of a tenant, on all instances within a second'],
    ['resume', 'active', 'let the keys of a suspended tenant in again'],
  ] as const) {
    withExamples(
      tenants
        .command(name)
        .argument('<id>', 'as `patchbay tenants list` says')
        .description(what)
        .action(async (id: string) => {
          const { data } = await client().ask('PATCH', path(id), { body: { state } })
          await show(data, details)
        }),
      `patchbay tenants ${name} acme`,
    )
  }
}
