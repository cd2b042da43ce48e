import { InvalidArgumentError, Option, type Command } from 'commander'
import { given } from './choices.ts'
import { withExamples } from './examples.ts'
import { details, field, sentence, table } from './terminal/views.ts'
import type { Tools } from './tools.ts'

interface SetOptions {
  readonly percentage?: number
  readonly rolloutBy?: string
  readonly kill?: boolean
  readonly note?: string
}

const target = 'what it is about: tenant:connector:operation, each of them or *, such as *:shopify:*'

/** Feature flags and their rules. */
export function addFlags(program: Command, { show, client }: Tools): void {
  const flags = program.command('flags').description('feature flags')
  const path = (flag: string, rule: string): string =>
    `/v1/flags/${encodeURIComponent(flag)}/rules/${encodeURIComponent(rule)}`
  /** The entity tag of a rule; undefined if there is none yet. */
  const tagOf = async (flag: string, rule: string): Promise<string | undefined> => {
    const { data } = await client().ask('GET', '/v1/flags')
    const rules = rulesOf(data).filter((one) => one.flag === flag && one.id === rule)
    return rules.map(({ version }) => `"${String(version)}"`)[0]
  }
  withExamples(
    flags
      .command('list')
      .description('list flags with their value for the tenant, and all rules')
      .action(async () => {
        const { data } = await client().ask('GET', '/v1/flags')
        await show(data, (answer) => {
          const rules = rulesOf(answer)
          const list = table('key', 'value', 'default', 'description')(answer)
          const fields = ['flag', 'id', 'value', 'percentage', 'isKilled', 'changedBy', 'note']
          return rules.length === 0 ? list : `${list}\n\n${table(...fields)(rules)}`
        })
      }),
    'patchbay flags list',
  )
  withExamples(
    flags
      .command('set')
      .argument('<flag>', 'as `patchbay flags list` says')
      .argument('<rule>', target)
      .argument('<value>', 'on or off', switchOf)
      .option('--percentage <share>', 'share of the subjects that it is for, from 0 to 100', shareOf)
      .addOption(
        new Option('--rollout-by <what>', 'what counts as one subject').choices(['tenant', 'principal']),
      )
      .option('--kill', 'off for everything that it is about, whatever other rules say')
      .option('--note <words>', 'why, for whoever reads it later')
      .description('add a rule, or change it; in effect on all instances within a second')
      .action(async (flag: string, rule: string, value: boolean, options: SetOptions) => {
        const { percentage, rolloutBy, kill, note } = options
        const body = given({ value, percentage, rolloutBy, isKilled: kill, note })
        const { data } = await client().ask('PUT', path(flag, rule), {
          body,
          ifMatch: await tagOf(flag, rule),
        })
        await show(data, details)
      }),
    "patchbay flags set writes '*:shopify:*' off --kill --note 'incident 12'",
    "patchbay flags set mcp 'acme:*:*' on --percentage 25 --rollout-by principal",
  )
  withExamples(
    flags
      .command('delete')
      .argument('<flag>', 'as `patchbay flags list` says')
      .argument('<rule>', target)
      .description('remove a rule; what it was about falls to the next rule, or to the default')
      .action(async (flag: string, rule: string) => {
        const { data } = await client().ask('DELETE', path(flag, rule), { ifMatch: await tagOf(flag, rule) })
        await show(data, sentence(`the rule ${rule} of ${flag} is gone`))
      }),
    "patchbay flags delete writes '*:shopify:*'",
  )
}

/** All rules of all flags in an answer, each with the key of its flag. */
function rulesOf(flags: unknown): readonly { flag: unknown; id: unknown; version: unknown }[] {
  return (Array.isArray(flags) ? flags : []).flatMap((flag: unknown) => {
    const rules = field(flag, 'rules')
    return (Array.isArray(rules) ? rules : []).map((rule: object) => ({
      ...rule,
      flag: field(flag, 'key'),
      id: field(rule, 'id'),
      version: field(rule, 'version'),
    }))
  })
}

function switchOf(text: string): boolean {
  if (['on', 'true'].includes(text)) return true
  if (['off', 'false'].includes(text)) return false
  throw new InvalidArgumentError('It must be on or off.')
}

function shareOf(text: string): number {
  const share = Number(text)
  if (text.trim() !== '' && share >= 0 && share <= 100) return share
  throw new InvalidArgumentError('It must be a number from 0 to 100.')
}
