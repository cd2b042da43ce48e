import { Type } from '@patchbay/contract'

/** Digits: Zoho's ids have 64 bits, more than a number holds. */
export const idPattern = '^[0-9]{1,20}$'

/** An id in an input. */
export const Id = (description: string) => Type.String({ pattern: idPattern, description })

/** Ids in an input, for one request of Zoho. */
export const Ids = (description: string) =>
  Type.Array(Type.String({ pattern: idPattern }), {
    minItems: 1,
    maxItems: 200,
    uniqueItems: true,
    description,
  })

/** An id in an output. */
export const OutputId = (description?: string) =>
  Type.String({ pattern: idPattern, ...(description === undefined ? {} : { description }) })
