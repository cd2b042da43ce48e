import { Type } from '@patchbay/contract'

/** An integer of 64 bits, which Google's JSON writes as a text, and some of its APIs as a number. */
export const WireInteger = Type.Union([Type.String({ pattern: '^-?[0-9]{1,19}$' }), Type.Integer()])

/** The number that it is. Exact up to 2^53, which no count or amount comes near; ids stay texts. */
export const integerOf = (value: string | number | undefined): number => Number(value ?? 0)
