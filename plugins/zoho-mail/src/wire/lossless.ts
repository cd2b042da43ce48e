import { Problem } from '@patchbay/contract'

interface Context {
  /** The text of a primitive value, as it stands in the JSON. */
  readonly source?: string
}

// Declared here, for the library of TypeScript does not know the third parameter of a reviver yet.
const parse = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: Context) => unknown,
) => unknown

const decoder = new TextDecoder()

/**
 * What bytes of JSON say, with whole numbers that a number cannot hold as text: Zoho's ids have 64 bits, and come bare in
 * places. Throws a SyntaxError if they are not JSON.
 */
export function parseLossless(bytes: Uint8Array): unknown {
  return parse(decoder.decode(bytes), (_key, value, { source }) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    source !== undefined &&
    /^-?\d+$/.test(source)
      ? source
      : value,
  )
}

/** The same for a body of which nobody has seen yet that it is JSON. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return parseLossless(bytes)
  } catch (error) {
    throw new Problem('vendor_error', {
      detail: 'Zoho answered with a body that is not the JSON it should be.',
      cause: error,
    })
  }
}
