import type { ConsoleFile, Encoding } from './console-files.ts'

/** The encoding of a file that a browser takes best; undefined for the file as it is. */
export function acceptedEncoding({ encoded }: ConsoleFile, header: string | undefined): Encoding | undefined {
  if (header === undefined) return undefined
  const accepted = new Set(
    header
      .toLowerCase()
      .split(',')
      .flatMap((one) => {
        const [name = '', ...parameters] = one.split(';').map((part) => part.trim())
        return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name]
      }),
  )
  return [...encoded.keys()].find((encoding) => accepted.has(encoding))
}
