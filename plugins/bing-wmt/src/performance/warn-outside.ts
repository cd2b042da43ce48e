import type { Report } from '@patchbay/contract'
import type { Window } from '../site/window.ts'

/** Says so when Bing has data, but none of it in the window: an empty answer would look like no traffic. */
export function warnOutside(
  report: Report,
  { startDate, endDate }: Window,
  { dataFrom, dataTo }: { readonly dataFrom: string | null; readonly dataTo: string | null },
): void {
  if (dataFrom === null || dataTo === null) return
  if (dataFrom <= endDate && startDate <= dataTo) return
  report.warning({
    code: 'window_outside_data',
    message: `Bing has data from ${dataFrom} to ${dataTo}, none of it between ${startDate} and ${endDate}.`,
  })
}
