import type { Check, Outcome } from '../checks/record.ts'
import type { Validation } from '../validate.ts'

const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()

const outcomes: readonly Outcome[] = ['failed', 'noted', 'skipped', 'passed']

/** The report for people: what is wrong first. */
export function markdownReport({ server, startedAt, result, checks, latency }: Validation): string {
  const count = (outcome: Outcome): number => checks.filter((check) => check.outcome === outcome).length
  const table = (rows: readonly Check[]): string[] => [
    '| where | what | detail |',
    '| --- | --- | --- |',
    ...rows.map(({ area, name, detail }) => `| ${cell(area)} | ${cell(name)} | ${cell(detail)} |`),
  ]
  return [
    `# Live validation: ${result}`,
    '',
    `${server}, ${startedAt}: ${outcomes.map((outcome) => `${count(outcome)} ${outcome}`).join(', ')}.`,
    ...outcomes.flatMap((outcome) => {
      const rows = checks.filter((check) => check.outcome === outcome)
      return rows.length === 0
        ? []
        : ['', `## ${outcome.charAt(0).toUpperCase()}${outcome.slice(1)}`, '', ...table(rows)]
    }),
    ...(latency.length === 0
      ? []
      : [
          '',
          '## How long calls took',
          '',
          'Milliseconds from here, over the network between; answers that Patchbay keeps are among them.',
          '',
          '| connector | face | calls | p50 | p95 |',
          '| --- | --- | --- | --- | --- |',
          ...latency.map(
            ({ connector, face, samples, p50, p95 }) =>
              `| ${connector} | ${face} | ${samples} | ${p50} | ${p95} |`,
          ),
        ]),
    '',
  ].join('\n')
}
