const colors: Readonly<Record<string, string>> = {
  ok: 'teal',
  active: 'teal',
  closed: 'teal',
  loaded: 'teal',
  resolved: 'teal',
  stable: 'teal',
  degraded: 'yellow',
  'half-open': 'yellow',
  beta: 'blue',
  muted: 'gray',
  deprecated: 'yellow',
  down: 'red',
  open: 'red',
  isolated: 'red',
  firing: 'red',
  failing: 'red',
  quarantined: 'red',
}

/** What colour a state has, wherever it is shown. */
export const colorOf = (status: string): string => colors[status] ?? 'gray'
