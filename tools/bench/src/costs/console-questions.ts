/** What an open overview asks again and again, as an operator, with the milliseconds between. */
export interface ConsoleQuestion {
  readonly path: string
  readonly every: number
}

const hour = 3_600_000

/** The statistics of the last hour in steps of a minute: their range moves on with the clock. */
function statistics(by: 'tenant' | 'connector'): string {
  const now = Date.now()
  const from = new Date(now - hour).toISOString()
  const query = new URLSearchParams({ from, to: new Date(now).toISOString(), step: '60', by })
  return `/v1/statistics?${query.toString()}`
}

export const consoleQuestions = (): readonly ConsoleQuestion[] => [
  { path: '/v1/health/connectors', every: 1_000 },
  { path: statistics('tenant'), every: 5_000 },
  { path: statistics('connector'), every: 5_000 },
  { path: '/v1/alerts?state=firing', every: 5_000 },
  { path: '/v1/slo', every: 10_000 },
  { path: '/v1/limits', every: 10_000 },
  { path: '/v1/errors?state=open&limit=5', every: 10_000 },
]
