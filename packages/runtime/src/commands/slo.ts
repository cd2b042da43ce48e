import { InvalidArgumentError, type Command } from 'commander'
import { given } from './choices.ts'
import { withExamples } from './examples.ts'
import { details, field, table, type View } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface ScopeOptions {
  readonly of?: string
}
interface SetOptions extends ScopeOptions {
  readonly threshold?: number
}

const of = ['--of <tenant>', 'for operators: of another tenant, or * for the installation'] as const
const whose = 'what connectors promise, how that is kept, and how fast its budget is spent'

/** What connectors promise, and how that is kept. */
export function addSlo(program: Command, { show, client }: Tools): void {
  const slo = program.command('slo').description('objectives: what connectors promise, and how it is kept')
  const path = (id: string): string => `/v1/slo/${encodeURIComponent(id)}`
  withExamples(
    slo
      .command('list')
      .option(...of)
      .description(whose)
      .action(async ({ of: tenant }: ScopeOptions) => {
        const { data } = await client().ask('GET', '/v1/slo', { query: { tenant } })
        await show(data, objectives)
      }),
    'patchbay slo list',
    "patchbay slo list --of '*'",
  )
  withExamples(
    slo
      .command('set')
      .argument('<id>', 'as `patchbay slo list` says, such as shopify:latency')
      .argument('<target>', 'share that has to be good, such as 0.995', shareOf)
      .option('--threshold <seconds>', 'of latency: within how many seconds', secondsOf)
      .option(...of)
      .description('promise otherwise than the connector does, for a tenant')
      .action(async (id: string, target: number, { threshold, of: tenant }: SetOptions) => {
        const { data } = await client().ask('PUT', path(id), {
          query: { tenant },
          body: given({ target, threshold }),
        })
        await show(data, details)
      }),
    'patchbay slo set shopify:availability 0.999',
    'patchbay slo set ga4:latency 0.9 --threshold 10',
  )
  withExamples(
    slo
      .command('unset')
      .argument('<id>', 'as `patchbay slo list` says')
      .option(...of)
      .description('promise what the connector declares again')
      .action(async (id: string, { of: tenant }: ScopeOptions) => {
        const { data } = await client().ask('DELETE', path(id), { query: { tenant } })
        await show(data, details)
      }),
    'patchbay slo unset shopify:availability',
  )
}

/** With the burn of an hour and a day as columns: the whole list is in the JSON. */
const objectives: View = (data) => {
  const rows = (Array.isArray(data) ? data : []).map((one: object) => {
    const burn = field(one, 'burn')
    const rateOf = (window: string): unknown =>
      field(
        (Array.isArray(burn) ? burn : []).find((rate: unknown) => field(rate, 'window') === window),
        'rate',
      )
    return { ...one, 'burn 1h': rateOf('1h'), 'burn 1d': rateOf('1d') }
  })
  return table(
    'id',
    'target',
    'threshold',
    'source',
    'attained',
    'budget.left',
    'burn 1h',
    'burn 1d',
    'firing',
  )(rows)
}

function shareOf(text: string): number {
  const share = Number(text)
  if (share > 0 && share < 1) return share
  throw new InvalidArgumentError('It must be a number above 0 and below 1.')
}

function secondsOf(text: string): number {
  const seconds = Number(text)
  if (seconds > 0) return seconds
  throw new InvalidArgumentError('It must be a number of seconds.')
}
