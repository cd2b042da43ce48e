import { Problem, type Report } from '@patchbay/contract'

/**
 * Waits for a part that the answer can do without. Where it fails, the part is null, the answer is partial, and a warning
 * says why.
 */
export async function optionalPart<Part>(
  part: Promise<Part>,
  { report, code, path }: { readonly report: Report; readonly code: string; readonly path: string },
): Promise<Part | null> {
  try {
    return await part
  } catch (error) {
    if (!Problem.is(error)) throw error
    report.partial()
    report.warning({ code, path, message: error.message })
    return null
  }
}
