import type { Report } from '@patchbay/contract'
import { integerOf } from '@patchbay/google'
import type { WireMetadata } from '../wire/report.ts'

interface Facts {
  readonly metadata: WireMetadata | undefined
  /** Rows that the report has. */
  readonly rowCount: number
  /** Where the report is in the output, as a JSON pointer. Default: the whole. */
  readonly path?: string
}

/** Says what an answer of Google hides in its metadata: what is estimated, withheld, put together or missing. */
export function warnOf(report: Report, { metadata = {}, rowCount, path }: Facts): void {
  const where = path === undefined ? {} : { path }
  const [sampling] = metadata.samplingMetadatas ?? []
  if (sampling !== undefined) {
    const read = integerOf(sampling.samplesReadCount)
    const all = integerOf(sampling.samplingSpaceSize)
    const share = all === 0 ? '' : ` (${Math.round((read / all) * 1_000) / 10} %)`
    report.warning({
      ...where,
      code: 'sampled',
      message: `The numbers are estimated from ${read} of ${all} events${share}. Fewer days at once give exact ones.`,
    })
  }
  if (metadata.subjectToThresholding === true)
    report.warning({
      ...where,
      code: 'thresholded',
      message: 'Google withholds rows with few users for the sake of privacy, so sums may be too small.',
    })
  if (metadata.dataLossFromOtherRow === true)
    report.warning({
      ...where,
      code: 'other_row',
      message:
        'There are too many different values for Google: the rarer ones are put together in rows that say (other).',
    })
  for (const {
    dataTruncationType,
    dataTruncationMessage,
    dataTruncationDate,
  } of metadata.dataTruncationReasons ?? [])
    report.warning({
      ...where,
      code: 'truncated',
      message:
        dataTruncationMessage ??
        `Google has cut the data short (${dataTruncationType ?? 'without saying why'}${dataTruncationDate === undefined ? '' : `, ${dataTruncationDate}`}).`,
    })
  const restricted = (metadata.schemaRestrictionResponse?.activeMetricRestrictions ?? []).flatMap(
    ({ metricName }) => metricName ?? [],
  )
  if (restricted.length > 0)
    report.warning({
      ...where,
      code: 'restricted',
      message: `The account of the connection may not see these metrics, which are 0: ${restricted.join(', ')}.`,
    })
  if (rowCount === 0)
    report.warning({
      ...where,
      code: 'empty',
      message:
        metadata.emptyReason === undefined
          ? 'Nothing was recorded that fits.'
          : `Nothing is there that fits; Google says: ${metadata.emptyReason}`,
    })
}
