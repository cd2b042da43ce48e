import { Option, type Command } from 'commander'
import { given, listOf } from './choices.ts'
import { withExamples } from './examples.ts'
import { readText } from './read-text.ts'
import { details, sentence, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface ScopeOptions {
  readonly of?: string
}
interface AddOptions extends ScopeOptions {
  readonly kind: string
  readonly addressFrom: string
  readonly severities?: string[]
  readonly connectors?: string[]
}

const of = ['--of <tenant>', 'for operators: of another tenant, or * for the installation'] as const

/** Who is told of alerts. */
export function addAlertTargets(alerts: Command, { show, client, terminal }: Tools): void {
  const path = (id: string): string => `/v1/alert-targets/${encodeURIComponent(id)}`
  withExamples(
    alerts
      .command('targets')
      .option(...of)
      .description('list who is told of alerts')
      .action(async ({ of: tenant }: ScopeOptions) => {
        const { data } = await client().ask('GET', '/v1/alert-targets', { query: { tenant } })
        await show(
          data,
          table('id', 'name', 'kind', 'address', 'severities', 'connectors', 'lastDelivery.outcome'),
        )
      }),
    'patchbay alerts targets',
  )
  withExamples(
    alerts
      .command('add-target')
      .argument('<name>', 'for people')
      .addOption(
        new Option('--kind <kind>', 'how it is told')
          .choices(['webhook', 'slack', 'email'])
          .makeOptionMandatory(),
      )
      .requiredOption(
        '--address-from <file>',
        'URL or mail address; - for standard input. It is never an argument, which every process can see',
      )
      .option('--severities <list>', 'page, ticket (default: both)', listOf)
      .option('--connectors <list>', 'only alerts about these', listOf)
      .option(...of)
      .description('tell somebody of alerts; the secret of a webhook is shown this once')
      .action(async (name: string, { addressFrom, of: tenant, ...options }: AddOptions) => {
        const text = addressFrom === '-' ? await terminal.readInput() : readText(addressFrom)
        const body = given({ name, ...options, address: text.trim() })
        const { data } = await client().ask('POST', '/v1/alert-targets', { query: { tenant }, body })
        await show(data, details)
      }),
    "echo 'on-call@example.com' | patchbay alerts add-target 'On call' --kind email --address-from - --severities page",
  )
  withExamples(
    alerts
      .command('test-target')
      .argument('<id>', 'as `patchbay alerts targets` says')
      .option(...of)
      .description('send a target a message that says that it is a test')
      .action(async (id: string, { of: tenant }: ScopeOptions) => {
        const { data } = await client().ask('POST', `${path(id)}/test`, { query: { tenant } })
        await show(data, details)
      }),
    'patchbay alerts test-target target_4f…',
  )
  withExamples(
    alerts
      .command('remove-target')
      .argument('<id>', 'as `patchbay alerts targets` says')
      .option(...of)
      .description('tell it nothing any more')
      .action(async (id: string, { of: tenant }: ScopeOptions) => {
        await client().ask('DELETE', path(id), { query: { tenant } })
        await show({ id }, sentence(`the target ${id} is gone`))
      }),
    'patchbay alerts remove-target target_4f…',
  )
}
