import { Type, type Static } from '@patchbay/contract'
import { WireQuota } from './quota.ts'

const Value = Type.Object({ value: Type.Optional(Type.String()) })

export const WireRow = Type.Object({
  dimensionValues: Type.Optional(Type.Array(Value)),
  metricValues: Type.Optional(Type.Array(Value)),
})

const Rows = Type.Optional(Type.Array(WireRow))

export const WireMetadata = Type.Object({
  currencyCode: Type.Optional(Type.String()),
  timeZone: Type.Optional(Type.String()),
  dataLossFromOtherRow: Type.Optional(Type.Boolean()),
  subjectToThresholding: Type.Optional(Type.Boolean()),
  emptyReason: Type.Optional(Type.String()),
  samplingMetadatas: Type.Optional(
    Type.Array(
      Type.Object({
        samplesReadCount: Type.Optional(Type.String()),
        samplingSpaceSize: Type.Optional(Type.String()),
      }),
    ),
  ),
  dataTruncationReasons: Type.Optional(
    Type.Array(
      Type.Object({
        dataTruncationType: Type.Optional(Type.String()),
        dataTruncationMessage: Type.Optional(Type.String()),
        dataTruncationDate: Type.Optional(Type.String()),
      }),
    ),
  ),
  schemaRestrictionResponse: Type.Optional(
    Type.Object({
      activeMetricRestrictions: Type.Optional(
        Type.Array(Type.Object({ metricName: Type.Optional(Type.String()) })),
      ),
    }),
  ),
})

const headers = {
  dimensionHeaders: Type.Optional(Type.Array(Type.Object({ name: Type.String() }))),
  metricHeaders: Type.Optional(Type.Array(Type.Object({ name: Type.String(), type: Type.String() }))),
}

/** A report as Google sends it: what is empty or zero is left out. */
export const WireReport = Type.Object({
  ...headers,
  rows: Rows,
  totals: Rows,
  minimums: Rows,
  maximums: Rows,
  rowCount: Type.Optional(Type.Integer()),
  metadata: Type.Optional(WireMetadata),
  propertyQuota: Type.Optional(WireQuota),
})

export const WirePivotReport = Type.Object({
  ...headers,
  pivotHeaders: Type.Optional(
    Type.Array(
      Type.Object({
        pivotDimensionHeaders: Type.Optional(
          Type.Array(Type.Object({ dimensionValues: Type.Optional(Type.Array(Value)) })),
        ),
        rowCount: Type.Optional(Type.Integer()),
      }),
    ),
  ),
  rows: Rows,
  aggregates: Rows,
  metadata: Type.Optional(WireMetadata),
  propertyQuota: Type.Optional(WireQuota),
})

export const WireBatch = Type.Object({ reports: Type.Optional(Type.Array(WireReport)) })
export const WirePivotBatch = Type.Object({ pivotReports: Type.Optional(Type.Array(WirePivotReport)) })

export type WireRow = Static<typeof WireRow>
export type WireMetadata = Static<typeof WireMetadata>
export type WireReport = Static<typeof WireReport>
export type WirePivotReport = Static<typeof WirePivotReport>
