// Requests as they come over the wire, once the validator has let them pass.

export interface StringFilter {
  readonly matchType?: string
  readonly value?: string
  readonly caseSensitive?: boolean
}

export interface NumericValue {
  readonly int64Value?: string | number
  readonly doubleValue?: number
}

/** What a filter asks of a value; one of these. */
export interface FilterTest {
  readonly stringFilter?: StringFilter
  readonly inListFilter?: { readonly values?: readonly string[]; readonly caseSensitive?: boolean }
  readonly numericFilter?: { readonly operation?: string; readonly value?: NumericValue }
  readonly betweenFilter?: { readonly fromValue?: NumericValue; readonly toValue?: NumericValue }
  readonly emptyFilter?: object
}

export interface FilterExpression {
  readonly andGroup?: { readonly expressions?: readonly FilterExpression[] }
  readonly orGroup?: { readonly expressions?: readonly FilterExpression[] }
  readonly notExpression?: FilterExpression
  readonly filter?: FilterTest & { readonly fieldName?: string }
}

export interface DimensionRequest {
  readonly name?: string
  readonly dimensionExpression?: {
    readonly lowerCase?: { readonly dimensionName?: string }
    readonly upperCase?: { readonly dimensionName?: string }
    readonly concatenate?: { readonly dimensionNames?: readonly string[]; readonly delimiter?: string }
  }
}

export interface MetricRequest {
  readonly name?: string
  readonly expression?: string
  readonly invisible?: boolean
}

export interface DateRangeRequest {
  readonly startDate?: string
  readonly endDate?: string
  readonly name?: string
}

export interface OrderBy {
  readonly desc?: boolean
  readonly metric?: { readonly metricName?: string }
  readonly dimension?: { readonly dimensionName?: string; readonly orderType?: string }
  readonly pivot?: {
    readonly metricName?: string
    readonly pivotSelections?: ReadonlyArray<{
      readonly dimensionName?: string
      readonly dimensionValue?: string
    }>
  }
}

export interface CohortSpec {
  readonly cohorts?: ReadonlyArray<{
    readonly name?: string
    readonly dimension?: string
    readonly dateRange?: DateRangeRequest
  }>
  readonly cohortsRange?: {
    readonly granularity?: string
    readonly startOffset?: number
    readonly endOffset?: number
  }
  readonly cohortReportSettings?: { readonly accumulate?: boolean }
}

export interface Comparison {
  readonly name?: string
  readonly dimensionFilter?: FilterExpression
  readonly comparison?: string
}

export interface MinuteRange {
  readonly name?: string
  readonly startMinutesAgo?: number
  readonly endMinutesAgo?: number
}

export interface ReportRequest {
  readonly property?: string
  readonly dimensions?: readonly DimensionRequest[]
  readonly metrics?: readonly MetricRequest[]
  readonly dateRanges?: readonly DateRangeRequest[]
  readonly minuteRanges?: readonly MinuteRange[]
  readonly dimensionFilter?: FilterExpression
  readonly metricFilter?: FilterExpression
  readonly offset?: string | number
  readonly limit?: string | number
  readonly metricAggregations?: readonly string[]
  readonly orderBys?: readonly OrderBy[]
  readonly currencyCode?: string
  readonly cohortSpec?: CohortSpec
  readonly keepEmptyRows?: boolean
  readonly returnPropertyQuota?: boolean
  readonly comparisons?: readonly Comparison[]
  readonly conversionSpec?: {
    readonly conversionActions?: readonly string[]
    readonly attributionModel?: string
  }
}

export interface PivotRequest extends ReportRequest {
  readonly pivots?: ReadonlyArray<{
    readonly fieldNames?: readonly string[]
    readonly orderBys?: readonly OrderBy[]
    readonly offset?: string | number
    readonly limit?: string | number
    readonly metricAggregations?: readonly string[]
  }>
}
