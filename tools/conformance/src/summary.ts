import type { ScenarioResult, SuiteRun } from './run-suite.ts'

/** Scenarios of one kind, and how many of them found nothing to complain about. */
export interface Tally {
  readonly title: string
  readonly scenarios: readonly ScenarioResult[]
  readonly passed: number
}

const isFailing = ({ checks }: ScenarioResult): boolean =>
  checks.some(({ status }) => status === 'FAILURE' || status === 'WARNING')

/** Scenarios of an extension or pending ones are named as what they are; a run of a revision has them beside its own. */
const kindOf = (scenario: string, required: ReadonlySet<string>): string => {
  if (required.has(scenario)) return 'required'
  if (scenario.startsWith('tasks-')) return 'tasks'
  return scenario.startsWith('sep-2640-skills') ? 'skills' : 'not scored'
}

export function tallies({ results }: Pick<SuiteRun, 'results'>, required: ReadonlySet<string>): Tally[] {
  const kinds = Map.groupBy(results, ({ scenario }) => kindOf(scenario, required))
  return [...kinds].map(([title, scenarios]) => ({
    title,
    scenarios,
    passed: scenarios.filter((one) => !isFailing(one)).length,
  }))
}

/** For people: a line for each kind, and one for each complaint. */
export function summarize(heading: string, run: SuiteRun, required: ReadonlySet<string>): string {
  const lines = [heading]
  for (const { title, scenarios, passed } of tallies(run, required)) {
    lines.push(`  ${title}: ${passed}/${scenarios.length}`)
    for (const { scenario, checks } of scenarios.filter(isFailing)) {
      for (const { id, status, errorMessage = '' } of checks) {
        if (status === 'FAILURE' || status === 'WARNING')
          lines.push(`    ${status} ${scenario}: ${id}. ${errorMessage}`)
      }
    }
  }
  return lines.join('\n')
}
