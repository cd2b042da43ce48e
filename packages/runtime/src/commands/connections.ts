import { Option, type Command } from 'commander'
import { addConnectionActions } from './connection-actions.ts'
import { given, objectOf } from './choices.ts'
import { readCredentials, withCredentials, type CredentialOptions } from './credentials.ts'
import { withExamples } from './examples.ts'
import { details, sentence, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface Settable extends CredentialOptions {
  readonly auth?: string
  readonly config?: object
  readonly origins?: object
}

/** What both creating and changing a connection take. */
const settable = (command: Command): Command =>
  withCredentials(command)
    .option('--auth <kind>', "which of the connector's kinds of authentication")
    .option('--config <json>', 'as `patchbay connectors show` says, as a JSON object', objectOf)
    .option('--origins <json>', "other addresses for the connector's origins, as a JSON object", objectOf)

const path = (id: string): string => `/v1/connections/${encodeURIComponent(id)}`

/** Connections of a tenant. */
export function addConnections(program: Command, tools: Tools): void {
  const { show, client, terminal } = tools
  const connections = program.command('connections').description('connections of the tenant')
  withExamples(
    connections
      .command('list')
      .option('--connector <id>', 'only those of this connector')
      .option('--state <state>', 'only those in this state, such as reauthorize')
      .description('list connections')
      .action(async (filter: { readonly connector?: string; readonly state?: string }) => {
        const fields = ['id', 'connector', 'state', 'source', 'managed', 'auth', 'stateReason']
        await show(await client().list('/v1/connections', { ...filter }), table(...fields))
      }),
    'patchbay connections list --state reauthorize',
  )
  withExamples(
    connections
      .command('show')
      .argument('<id>', 'as `patchbay connections list` says')
      .description('show a connection; its credentials are told to nobody')
      .action(async (id: string) => show((await client().ask('GET', path(id))).data, details)),
    'patchbay connections show my-shop',
  )
  withExamples(
    settable(
      connections
        .command('create')
        .argument('<id>', 'in kebab-case, unique within the tenant')
        .requiredOption('--connector <id>', 'what it is a connection of')
        .description('create a connection'),
    ).action(async (id: string, options: Settable & { readonly connector: string }) => {
      const { connector, auth, config, origins } = options
      const credentials = await readCredentials(options, terminal)
      const body = given({ id, connector, auth, config, origins, credentials })
      await show((await client().ask('POST', '/v1/connections', { body })).data, details)
    }),
    `patchbay connections create my-shop --connector shopify --config '{"shop": "my-shop.myshopify.com"}' --credential-env token=SHOPIFY_TOKEN`,
    'patchbay connections create my-shop --connector shopify --credentials-from - < credentials.json',
  )
  withExamples(
    settable(
      connections
        .command('update')
        .argument('<id>', 'as `patchbay connections list` says')
        .addOption(new Option('--state <state>', 'switch it on or off').choices(['active', 'disabled']))
        .description('change a connection; what is not given stays as it is'),
    ).action(async (id: string, options: Settable & { readonly state?: string }) => {
      const { auth, config, origins, state } = options
      const credentials = await readCredentials(options, terminal)
      const body = given({ auth, config, origins, state, credentials })
      // Only the version that was there when the command began, so that nobody's change is lost to it.
      const { etag } = await client().ask('GET', path(id))
      await show((await client().ask('PATCH', path(id), { body, ifMatch: etag })).data, details)
    }),
    'patchbay connections update my-shop --credential-env token=NEW_TOKEN',
    'patchbay connections update my-shop --state disabled',
  )
  withExamples(
    connections
      .command('delete')
      .argument('<id>', 'as `patchbay connections list` says')
      .description(
        'delete a connection with its credentials, and give these back at the vendor where that can be done',
      )
      .action(async (id: string) => {
        await client().ask('DELETE', path(id))
        await show({ id }, sentence(`${id} is deleted`))
      }),
    'patchbay connections delete my-shop',
  )
  addConnectionActions(connections, tools)
}
