/** The calls that a dashboard's variables choose. */
export const chosen = 'connector=~"$connector"'

export const rateOf = (metric: string, by: string, matchers = chosen): string =>
  `sum by (${by}) (rate(${metric}${matchers === '' ? '' : `{${matchers}}`}[$__rate_interval]))`

/** A quantile of a histogram, in seconds. */
export const quantileOf = (share: number, metric: string, by: string, matchers = chosen): string => {
  const labels = by === '' ? 'le' : `${by}, le`
  return `histogram_quantile(${share}, ${rateOf(`${metric}_bucket`, labels, matchers)})`
}

export const connectorVariable = {
  name: 'connector',
  label: 'Connector',
  metric: 'patchbay_connector_up',
  of: 'connector',
} as const

export const instanceVariable = {
  name: 'instance',
  label: 'Instance',
  metric: 'patchbay_requests_in_flight_max',
  of: 'instance',
} as const

export const onInstance = 'instance=~"$instance"'
