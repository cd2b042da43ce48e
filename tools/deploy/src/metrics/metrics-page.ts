import type { MetricFacts } from './describe-metrics.ts'

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`)

const table = (metrics: readonly MetricFacts[]): string =>
  [
    '| metric | type | labels | what it says |',
    '| --- | --- | --- | --- |',
    ...metrics.map(
      ({ name, type, labels, help }) =>
        `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${cell(help)} |`,
    ),
  ].join('\n')

/** docs/metrics.md. */
export function metricsPage(metrics: readonly MetricFacts[]): string {
  const isOfProcess = ({ name }: MetricFacts): boolean => /^patchbay_(process|nodejs)_/.test(name)
  return `# Metrics

<!-- Written by \`npm run deploy:generate\` from the registry of a running server. -->

\`GET /metrics\` answers in the text format of Prometheus. Dashboards and alert rules over these metrics are in
[tools/deploy](../tools/deploy/README.md).

Labels are bounded: operations, limits and origins are those that connectors name, outcomes are \`ok\`, \`replayed\` and the
codes of problems, and tenants are told apart by their class (\`PATCHBAY_TENANT_CLASSES\`), never by their id. Of one metric of
durations there are at most \`PATCHBAY_METRIC_SERIES\` sets of labels; what comes after them has \`other\` for each of its labels,
and \`patchbay_metric_series_capped\` names the metric. A histogram has the series \`_bucket\` (with the label \`le\`), \`_sum\` and
\`_count\`.

## Of Patchbay

${table(metrics.filter((metric) => !isOfProcess(metric)))}

## Of the process

${table(metrics.filter(isOfProcess))}
`
}
