import { milliseconds } from '@patchbay/contract'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { given } from './choices.ts'
import { addAlertTargets } from './alert-targets.ts'
import { withExamples } from './examples.ts'
import { details, sentence, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface ScopeOptions {
  readonly of?: string
}
interface ListOptions extends ScopeOptions {
  readonly state?: string
  readonly connector?: string
}
interface SilenceOptions extends ScopeOptions {
  readonly for: number
  readonly reason: string
  readonly connector?: string
  readonly objective?: string
}

const of = ['--of <tenant>', 'for operators: of another tenant, or * for the installation'] as const

/** What is wrong, who takes care of it, and who is told. */
export function addAlerts(program: Command, tools: Tools): void {
  const { show, client } = tools
  const alerts = program.command('alerts').description('alerts, silences, and who is told')
  withExamples(
    alerts
      .command('list')
      .addOption(new Option('--state <state>', 'only these').choices(['firing', 'resolved']))
      .option('--connector <id>', 'only about it')
      .option(...of)
      .description('list alerts, the latest first')
      .action(async ({ of: tenant, ...query }: ListOptions) => {
        await show(
          await client().list('/v1/alerts', { ...query, tenant }),
          table('id', 'severity', 'name', 'connector', 'state', 'startedAt', 'acknowledged.by', 'summary'),
        )
      }),
    "patchbay alerts list --state firing --of '*'",
  )
  withExamples(
    alerts
      .command('acknowledge')
      .argument('<id>', 'as `patchbay alerts list` says')
      .option('--note <words>', 'for others')
      .option(...of)
      .description('say that you take care of an alert')
      .action(async (id: string, { note, of: tenant }: ScopeOptions & { readonly note?: string }) => {
        const { data } = await client().ask('POST', `/v1/alerts/${encodeURIComponent(id)}/acknowledge`, {
          query: { tenant },
          body: given({ note }),
        })
        await show(data, details)
      }),
    "patchbay alerts acknowledge alert_4f… --note 'the vendor has an outage'",
  )
  withExamples(
    alerts
      .command('silence')
      .requiredOption('--for <duration>', 'how long, such as 2h; at most 30d', durationOf)
      .requiredOption('--reason <words>', 'why, for whoever wonders')
      .option('--connector <id>', 'only alerts about it')
      .option('--objective <kind>', 'only alerts about availability, latency or freshness')
      .option(...of)
      .description('tell nobody of some alerts for a while; they are raised and shown all the same')
      .action(async ({ for: duration, reason, connector, objective, of: tenant }: SilenceOptions) => {
        const until = new Date(Date.now() + duration).toISOString()
        const body = given({ until, reason, connector, objective })
        const { data } = await client().ask('POST', '/v1/silences', { query: { tenant }, body })
        await show(data, details)
      }),
    "patchbay alerts silence --connector gsc --for 2h --reason 'Google maintains it'",
  )
  withExamples(
    alerts
      .command('silences')
      .option(...of)
      .description('list silences that are not over')
      .action(async ({ of: tenant }: ScopeOptions) => {
        const { data } = await client().ask('GET', '/v1/silences', { query: { tenant } })
        await show(data, table('id', 'connector', 'objective', 'until', 'createdBy', 'reason'))
      }),
    'patchbay alerts silences',
  )
  withExamples(
    alerts
      .command('unsilence')
      .argument('<id>', 'as `patchbay alerts silences` says')
      .option(...of)
      .description('end a silence')
      .action(async (id: string, { of: tenant }: ScopeOptions) => {
        await client().ask('DELETE', `/v1/silences/${encodeURIComponent(id)}`, { query: { tenant } })
        await show({ id }, sentence(`the silence ${id} is over`))
      }),
    'patchbay alerts unsilence silence_4f…',
  )
  addAlertTargets(alerts, tools)
}

function durationOf(text: string): number {
  try {
    return milliseconds(text as never)
  } catch {
    throw new InvalidArgumentError('It must be a duration such as 30m, 2h or 1d.')
  }
}
