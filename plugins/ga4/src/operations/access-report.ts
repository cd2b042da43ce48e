import { defineOperation, Problem, Type } from '@patchbay/contract'
import { AccessQuota, accessQuota, AccessRow, accessRows, WireAccessReport } from '../admin/access-row.ts'
import { aboutAdmin } from '../admin/limits.ts'
import { oneOf } from '../admin/one-of.ts'
import { accountId, beta, betaPath, propertyField } from '../admin/places.ts'
import { Cursor } from '../report/page.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const fieldName = { pattern: '^[A-Za-z][A-Za-z0-9]*$', maxLength: 64 }

const date = (description: string, standard: string) =>
  Type.Optional(
    Type.String({
      pattern: '^(\\d{4}-\\d{2}-\\d{2}|today|yesterday|\\d{1,4}daysAgo)$',
      default: standard,
      description,
    }),
  )

const matches = ['EXACT', 'BEGINS_WITH', 'ENDS_WITH', 'CONTAINS', 'FULL_REGEXP', 'PARTIAL_REGEXP'] as const

const Filter = Type.Object({
  dimension: Type.String({ ...fieldName, description: 'Name of a dimension.' }),
  match: Type.Optional(oneOf(matches, 'How the value is compared, whatever its case. Default: EXACT.')),
  value: Type.String({ maxLength: 1_024, description: 'What it is compared with.' }),
})

export const run = defineOperation(vendor, {
  title: 'Run an access report',
  description:
    'Who read reporting data of a property, or of all properties of an account with `account`, when and how: for audits. Google keeps two years, and tells administrators alone. Without dimensions the answer is one row with the sum.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...propertyField,
    account: Type.Optional(
      accountId('Numeric id of an account, to be told of all of its properties. Not beside `property`.'),
    ),
    startDate: date('The first day: a date, `today`, `yesterday` or such as `7daysAgo`.', '28daysAgo'),
    endDate: date('The last day, in the same forms.', 'today'),
    timeZone: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'IANA zone of the days. Default: that of the property, of an account UTC-8.',
      }),
    ),
    dimensions: Type.Optional(
      Type.Array(Type.String({ ...fieldName, description: 'Name of a dimension.' }), {
        maxItems: 9,
        uniqueItems: true,
        default: ['userEmail'],
        description:
          'What rows tell: userEmail, accessDateHour, mostRecentAccessEpochTimeMicros, epochTimeMicros, accessedPropertyId, accessedPropertyName, propertyUserLink, userCountry, userIP, reportType, costDataReturned, revenueDataReturned, and for Analytics 360 accessMechanism and accessorAppName.',
      }),
    ),
    metrics: Type.Optional(
      Type.Array(Type.String({ ...fieldName, description: 'Name of a metric.' }), {
        minItems: 1,
        maxItems: 10,
        uniqueItems: true,
        default: ['accessCount'],
        description: 'What is counted: accessCount, how often data was read.',
      }),
    ),
    filters: Type.Optional(Type.Array(Filter, { maxItems: 20, description: 'Only what fits all of these.' })),
    includeAllUsers: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether users with access who have read nothing have rows as well.',
      }),
    ),
    orderBy: Type.Optional(
      Type.Object(
        {
          name: Type.String({ ...fieldName, description: 'Name of a dimension or metric of the report.' }),
          desc: Type.Optional(Type.Boolean({ default: true, description: 'Whether the largest is first.' })),
        },
        { description: 'What rows are ordered by. Default: the first metric, largest first.' },
      ),
    ),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100_000,
        default: 1_000,
        description: 'How many rows to return at most.',
      }),
    ),
    cursor: Cursor,
  }),
  output: Type.Object({
    rows: Type.Array(AccessRow),
    rowCount: Type.Integer({ description: 'How many rows there are, on all pages.' }),
    quota: Type.Union([AccessQuota, Type.Null()], {
      description: 'Tokens that are left for access reports of the property; null for an account.',
    }),
  }),
  timeout: '60s',
  examples: [
    {
      title: 'Who read how often',
      input: { property: '311111111', startDate: '7daysAgo', endDate: 'yesterday', limit: 1 },
      output: {
        rows: [{ dimensions: { userEmail: 'ada@fernhill.example' }, metrics: { accessCount: 70 } }],
        rowCount: 3,
        quota: { tokensPerDay: 249_990, tokensPerHour: 49_990, tokensPerProjectPerHour: 12_490 },
      },
    },
  ],
  async run(context) {
    const { input, http, report } = context
    const { account, dimensions = ['userEmail'], metrics = ['accessCount'], filters = [] } = input
    if (account !== undefined && input.property !== undefined)
      throw new Problem('invalid_input', {
        detail: 'An access report is about an account or about a property.',
        errors: [{ path: '/account', message: 'cannot stand beside property' }],
      })
    const orderBy = input.orderBy ?? { name: metrics[0] ?? 'accessCount' }
    const { name, desc = true } = orderBy
    const isMetric = metrics.includes(name)
    if (!isMetric && !dimensions.includes(name))
      throw new Problem('invalid_input', {
        detail: 'Rows are ordered by something that they tell.',
        errors: [{ path: '/orderBy/name', message: 'must be one of dimensions or metrics' }],
      })
    const offset = Number(input.cursor ?? 0)
    const { limit = 1_000 } = input
    const entity = account === undefined ? betaPath(context) : `${beta}/accounts/${account}`
    const { body } = await http.post(`${entity}:runAccessReport`, {
      origin: 'admin',
      about: aboutAdmin,
      response: WireAccessReport,
      json: {
        dateRanges: [{ startDate: input.startDate ?? '28daysAgo', endDate: input.endDate ?? 'today' }],
        dimensions: dimensions.map((dimensionName) => ({ dimensionName })),
        metrics: metrics.map((metricName) => ({ metricName })),
        dimensionFilter:
          filters.length === 0
            ? undefined
            : {
                andGroup: {
                  expressions: filters.map(({ dimension, match = 'EXACT', value }) => ({
                    accessFilter: { fieldName: dimension, stringFilter: { matchType: match, value } },
                  })),
                },
              },
        orderBys: [
          { desc, ...(isMetric ? { metric: { metricName: name } } : { dimension: { dimensionName: name } }) },
        ],
        timeZone: input.timeZone,
        includeAllUsers: input.includeAllUsers,
        offset: String(offset),
        limit: String(limit),
        // Google refuses to tell it for accounts.
        returnEntityQuota: account === undefined,
      },
    })
    const rows = accessRows(body)
    const rowCount = body.rowCount ?? rows.length
    const reached = offset + rows.length
    report.next(rows.length > 0 && reached < rowCount ? String(reached) : undefined)
    return { rows, rowCount, quota: accessQuota(body) }
  },
})
