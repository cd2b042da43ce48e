import t from 'tap'
import { named, property, startAnalytics, valuesOf, week } from './support/analytics.ts'

const many = (count: number, name: string) => Array.from({ length: count }, () => ({ name }))
const sessions = { metrics: named('sessions'), dateRanges: [week] }

t.test('what Google refuses is refused in its words', async (t) => {
  const { report } = await startAnalytics(t)
  const cases: ReadonlyArray<readonly [object, RegExp]> = [
    [{ ...sessions, dimensions: many(10, 'country') }, /limited to 9 dimensions/],
    [{ dateRanges: [week], metrics: many(11, 'sessions') }, /limited to 10 metrics/],
    [{ ...sessions, dateRanges: Array.from({ length: 5 }, () => week) }, /limited to 4 dateRanges/],
    [{ dateRanges: [week] }, /^Requests require dimensions and\/or metrics\. Most requests include both\.$/],
    [
      { ...sessions, dimensions: named('contry') },
      /^Did you mean country\? Field contry is not a valid dimension\. For a list of valid dimensions and metrics, see https:/,
    ],
    [{ ...sessions, metrics: named('zzzzzzzzzzzzz') }, /^Field zzzzzzzzzzzzz is not a valid metric\./],
    [{ ...sessions, dimensions: named('sessions') }, /Field sessions is not a valid dimension/],
    [
      { ...sessions, dimensions: named('itemName') },
      /^Please remove itemName to make the request compatible\. The request's dimensions & metrics are incompatible\./,
    ],
    [{ metrics: named('sessions') }, /dateRange/],
    [
      { ...sessions, dateRanges: [{ startDate: 'tomorrow', endDate: 'today' }] },
      /Invalid startDate: tomorrow/,
    ],
    [{ ...sessions, dateRanges: [{ startDate: '2026-02-30', endDate: 'today' }] }, /Invalid startDate/],
    [{ ...sessions, dateRanges: [{ startDate: 'today', endDate: 'yesterday' }] }, /after endDate/],
    [{ ...sessions, orderBys: [{ metric: { metricName: 'eventCount' } }] }, /exists in OrderBy/],
    [
      {
        ...sessions,
        metricFilter: { filter: { fieldName: 'country', stringFilter: { value: 'x' } } },
      },
      /exists in MetricFilter/,
    ],
    [
      {
        ...sessions,
        dimensionFilter: {
          filter: { fieldName: 'country', stringFilter: { matchType: 'FULL_REGEXP', value: '(' } },
        },
      },
      /not valid RE2/,
    ],
    [{ ...sessions, metrics: [{ name: 'broken', expression: 'sessions/(' }] }, /cannot be read/],
    [{ ...sessions, metrics: named('cohortActiveUsers') }, /cohortSpec/],
    [{ ...sessions, unknown: 1 }, /Unknown name "unknown"/],
    [{ ...sessions, limit: 'many' }, /Invalid value at 'limit'/],
    [{ ...sessions, metricAggregations: ['SUM'] }, /Invalid value/],
  ]
  for (const [request, message] of cases) {
    const { status, body } = await report(request)
    t.equal(status, 400, JSON.stringify(request))
    t.match(body.error, { code: 400, status: 'INVALID_ARGUMENT', message })
  }
})

t.test('a property is named by its number, and must be open to the account', async (t) => {
  const { report } = await startAnalytics(t)
  const measurement = await report(sessions, 'G-ABC123')
  t.match(measurement, {
    status: 400,
    body: { error: { message: /^Invalid property ID: G-ABC123\. A numeric/ } },
  })
  const foreign = await report(sessions, '399999999')
  t.match(foreign, {
    status: 403,
    body: { error: { status: 'PERMISSION_DENIED', message: /^User does not have sufficient permissions/ } },
  })
})

t.test('a token must be there and good', async (t) => {
  const { host } = await startAnalytics(t)
  const answer = await fetch(`${host.url}/v1beta/properties/1/metadata`)
  t.equal(answer.status, 401)
  t.match(await answer.json(), { error: { status: 'UNAUTHENTICATED' } })
})

t.test('where nothing is, rows and their count are absent', async (t) => {
  const { report } = await startAnalytics(t)
  const { status, body } = await report(sessions, property.empty)
  t.equal(status, 200)
  t.notOk('rows' in body)
  t.notOk('rowCount' in body)
  const before = await report({
    ...sessions,
    dateRanges: [{ startDate: '2020-01-01', endDate: '2020-01-31' }],
  })
  t.notOk('rows' in before.body, 'before the property began')
})

t.test('rows that could reveal persons are withheld where the property says so', async (t) => {
  const { report } = await startAnalytics(t)
  const request = {
    dimensions: named('userAgeBracket', 'city'),
    metrics: named('totalUsers'),
    dateRanges: [week],
  }
  const { body } = await report(request, property.thresholded)
  t.equal(body.metadata?.['subjectToThresholding'], true)
  t.ok((body.rows ?? []).every((row) => Number(valuesOf(row)[2]) >= 3))
  const harmless = await report({ ...request, dimensions: named('city') }, property.thresholded)
  t.notOk(harmless.body.metadata?.['subjectToThresholding'])
  t.ok((harmless.body.rows ?? []).some((row) => Number(valuesOf(row)[1]) < 3))
})

t.test('long reports are sampled, and many values become one, where the property is like that', async (t) => {
  const { report } = await startAnalytics(t)
  const long = [{ startDate: '100daysAgo', endDate: 'yesterday' }]
  const { body } = await report({ metrics: named('sessions'), dateRanges: long }, property.sampled)
  const samplings = (body.metadata?.['samplingMetadatas'] ?? []) as Array<Record<string, string>>
  const [sampling] = samplings
  t.ok(Number(sampling?.['samplesReadCount']) < 0.6 * Number(sampling?.['samplingSpaceSize']))
  const short = { dimensions: named('pagePath'), metrics: named('screenPageViews'), dateRanges: [week] }
  const { body: other } = await report(short, property.sampled)
  t.equal(other.metadata?.['dataLossFromOtherRow'], true)
  t.equal(other.metadata?.['samplingMetadatas'], undefined)
  t.ok((other.rows ?? []).some((row) => valuesOf(row)[0] === '(other)'))
})
