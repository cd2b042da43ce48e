import { Type, type Static } from '@patchbay/contract'
import { NumberOrNull } from './fields.ts'
import { measuresOf, round, sumRows } from './measures.ts'
import { Choice, Decimal, settle, type Given, type Settled } from './parameters.ts'
import { changeOf, relativeChangeOf } from './periods.ts'
import type { Row } from './row.ts'

export const verifyClaimFields = {
  metric: Choice(['clicks', 'impressions', 'ctr', 'position'], 'clicks', 'What the claim is about.'),
  about: Choice(
    ['value', 'change', 'relative_change'],
    'value',
    'value: the metric itself. change: by how much it differs from the previous period. relative_change: the same as ' +
      'a share of the previous value, so that 0.2 is 20 % more.',
  ),
  tolerance: Decimal(0.05, 'How far off the claim may be, as a share of the expected number; 0.05 is 5 %.'),
  absoluteTolerance: Decimal(
    0,
    'How far off it may be in units of the number itself. The wider of both tolerances counts.',
  ),
}

export const VerifyClaimResult = Type.Object({
  verdict: Type.Union([Type.Literal('confirmed'), Type.Literal('refuted'), Type.Literal('unverifiable')], {
    description:
      'confirmed: within the tolerance. refuted: outside. unverifiable: there is no such number, such as a rate without ' +
      'impressions or a change relative to 0.',
  }),
  expected: Type.Number({ description: 'What was claimed.' }),
  actual: NumberOrNull('What the data says; null where there is no such number.'),
  difference: NumberOrNull('Actual minus expected.'),
  allowed: Type.Number({ description: 'The size of the difference up to which the claim holds.' }),
})

export interface VerifyClaimInput extends Given<typeof verifyClaimFields> {
  /** What the claim is about, by whatever dimensions: rows are added up. Best without any, so that nothing is withheld. */
  readonly rows: readonly Row[]
  /** The period before, for claims about a change. */
  readonly previous?: readonly Row[] | undefined
  readonly expected: number
}

/** Holds a number that somebody claimed against the data. */
export function verifyClaim(input: VerifyClaimInput): Static<typeof VerifyClaimResult> {
  const settings = settle(verifyClaimFields, input)
  const { expected } = input
  const actual = actualOf(input, settings)
  const allowed = Math.max(Math.abs(expected) * settings.tolerance, settings.absoluteTolerance)
  if (actual === null) {
    return { verdict: 'unverifiable', expected, actual, difference: null, allowed: round(allowed) }
  }
  const difference = round(actual - expected)
  // What is exactly at the tolerance counts as within, so the comparison is one of rounded numbers.
  const isWithin = Math.abs(difference) <= round(allowed)
  return {
    verdict: isWithin ? 'confirmed' : 'refuted',
    expected,
    actual,
    difference,
    allowed: round(allowed),
  }
}

function actualOf(
  { rows, previous }: VerifyClaimInput,
  { metric, about }: Settled<typeof verifyClaimFields>,
): number | null {
  const now = measuresOf(sumRows(rows))
  if (about === 'value') return now[metric]
  if (previous === undefined) return null
  const before = measuresOf(sumRows(previous))
  return (about === 'change' ? changeOf : relativeChangeOf)(now, before)[metric]
}
