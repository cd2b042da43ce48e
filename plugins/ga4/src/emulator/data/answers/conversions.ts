import type { Call } from '../call.ts'
import { invalid } from '../refusal.ts'
import type { FilterExpression, ReportRequest } from '../request/report-request.ts'
import { keyEventNames } from '../world/events.ts'
import { report } from './report.ts'

/** What the seeded properties count as conversions. */
export const conversions = keyEventNames.map((name, index) => ({
  conversionAction: `conversionActions/${4_100 + index}`,
  displayName: name,
}))

/** Answers a report of the alpha version, which may be on conversions alone. */
export function alphaReport(call: Call, request: ReportRequest) {
  const { conversionSpec, ...rest } = request
  if (conversionSpec === undefined) return report(call, rest)
  const actions = conversionSpec.conversionActions ?? []
  const names = (
    actions.length === 0 ? conversions.map(({ conversionAction }) => conversionAction) : actions
  ).map((action) => {
    const known = conversions.find(({ conversionAction }) => conversionAction === action)
    if (known === undefined) throw invalid(`The conversion action ${action} does not exist in this property.`)
    return known.displayName
  })
  const own: FilterExpression = { filter: { fieldName: 'eventName', inListFilter: { values: names } } }
  const { dimensionFilter } = rest
  return report(call, {
    ...rest,
    dimensionFilter:
      dimensionFilter === undefined ? own : { andGroup: { expressions: [own, dimensionFilter] } },
  })
}
