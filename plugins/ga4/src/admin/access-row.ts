import { Type, type Static } from '@patchbay/contract'

const Values = Type.Optional(Type.Array(Type.Object({ value: Type.Optional(Type.String()) })))

const QuotaStatus = Type.Optional(
  Type.Object({ consumed: Type.Optional(Type.Integer()), remaining: Type.Optional(Type.Integer()) }),
)

export const WireAccessReport = Type.Object({
  dimensionHeaders: Type.Optional(Type.Array(Type.Object({ dimensionName: Type.String() }))),
  metricHeaders: Type.Optional(Type.Array(Type.Object({ metricName: Type.String() }))),
  rows: Type.Optional(Type.Array(Type.Object({ dimensionValues: Values, metricValues: Values }))),
  rowCount: Type.Optional(Type.Integer()),
  quota: Type.Optional(
    Type.Object({
      tokensPerDay: QuotaStatus,
      tokensPerHour: QuotaStatus,
      tokensPerProjectPerHour: QuotaStatus,
    }),
  ),
})

export const AccessRow = Type.Object({
  dimensions: Type.Record(Type.String(), Type.String(), { description: 'By name of the dimension.' }),
  metrics: Type.Record(Type.String(), Type.Number(), { description: 'By name of the metric.' }),
})

/** Rows with their values by name: Google sends lists of texts, in the order of the headers. */
export function accessRows({
  dimensionHeaders = [],
  metricHeaders = [],
  rows = [],
}: Static<typeof WireAccessReport>) {
  return rows.map(({ dimensionValues = [], metricValues = [] }) => ({
    dimensions: Object.fromEntries(
      dimensionHeaders.map(({ dimensionName }, index) => [
        dimensionName,
        dimensionValues[index]?.value ?? '',
      ]),
    ),
    metrics: Object.fromEntries(
      metricHeaders.map(({ metricName }, index) => [metricName, Number(metricValues[index]?.value ?? 0)]),
    ),
  }))
}

const Left = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description })

export const AccessQuota = Type.Object({
  tokensPerDay: Left('Left of the day.'),
  tokensPerHour: Left('Left of the hour.'),
  tokensPerProjectPerHour: Left('Left of the hour for the project of the connection.'),
})

/** What is left of the quota of access reports, which is apart from that of reports. */
export function accessQuota({ quota }: Static<typeof WireAccessReport>): Static<typeof AccessQuota> | null {
  if (quota === undefined) return null
  const { tokensPerDay, tokensPerHour, tokensPerProjectPerHour } = quota
  return {
    tokensPerDay: tokensPerDay?.remaining ?? null,
    tokensPerHour: tokensPerHour?.remaining ?? null,
    tokensPerProjectPerHour: tokensPerProjectPerHour?.remaining ?? null,
  }
}
