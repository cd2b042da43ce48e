import { parser } from '@prometheus-io/lezer-promql'

/** A metric that a query asks for, with the labels that it is chosen or grouped by. */
export interface UsedSeries {
  readonly metric: string
  readonly labels: readonly string[]
}

/**
 * What a query of PromQL needs to exist. Labels by which something is grouped are taken for those of every metric within,
 * which in our queries they are. Throws on what is not PromQL.
 */
export function usedSeries(query: string): UsedSeries[] {
  // Grafana puts a duration there.
  const text = query.replaceAll('$__rate_interval', '5m')
  const cursor = parser.parse(text).cursor()
  const used: Array<{ metric: string; labels: Set<string>; from: number; to: number }> = []
  const grouped: Array<{ from: number; to: number; label: string }> = []
  const around: Array<{ from: number; to: number }> = []
  do {
    const { name, from, to } = cursor
    if (cursor.type.isError) throw new SyntaxError(`no PromQL at ${from}: ${query}`)
    while (around.length > 0 && (around.at(-1)?.to ?? 0) < to) around.pop()
    if (name === 'AggregateExpr') around.push({ from, to })
    if (name === 'VectorSelector') used.push({ metric: '', labels: new Set(), from, to })
    const label = text.slice(from, to)
    const last = used.at(-1)
    if (name === 'Identifier' && last !== undefined && last.metric === '') last.metric = label
    if (name !== 'LabelName') continue
    const isMatcher = last !== undefined && from >= last.from && to <= last.to
    if (isMatcher) last.labels.add(label)
    else grouped.push({ ...(around.at(-1) ?? { from: 0, to: text.length }), label })
  } while (cursor.next())
  return used.map(({ metric, labels, from, to }) => {
    const outer = grouped.filter((group) => group.from <= from && to <= group.to).map((group) => group.label)
    return { metric, labels: [...new Set([...labels, ...outer])] }
  })
}
