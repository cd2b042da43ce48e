import { milliseconds, type Duration } from '@patchbay/contract'

/** Milliseconds of a duration that the schema of its setting has checked. */
export const inMilliseconds = (checked: string): number => milliseconds(checked as Duration)
