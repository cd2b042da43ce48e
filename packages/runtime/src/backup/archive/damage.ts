import { Problem } from '@patchbay/contract'

/** What is said of an archive that is not, to the byte, what was written. */
export const damaged = (how: string): Problem =>
  new Problem('invalid_input', {
    detail: `The archive is damaged: ${how}.`,
    advice: 'Take another copy of it, or an older archive. Nothing was changed.',
  })
