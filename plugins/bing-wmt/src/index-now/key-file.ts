import { Bytes, Problem, type Http } from '@patchbay/contract'
import type { IndexNowKey } from './key.ts'

/** What a look at the key file came to. */
export interface KeyFile {
  readonly valid: boolean
  /** What is wrong; null where nothing is. */
  readonly reason: string | null
}

/** Looks at the key file as a search engine does: without credentials, and without following redirects. */
export async function inspectKeyFile(
  http: Pick<Http<'site'>, 'get'>,
  { key, location }: IndexNowKey,
): Promise<KeyFile> {
  try {
    const { body } = await http.get(location.pathname, {
      origin: 'site',
      credentials: 'omit',
      effect: 'read',
      response: Bytes,
    })
    const text = new TextDecoder().decode(body).trim()
    return text === key
      ? { valid: true, reason: null }
      : { valid: false, reason: 'The file has something else in it than the key.' }
  } catch (error) {
    if (!Problem.is(error) || !isAboutFile(error)) throw error
    const status = error.upstream?.status
    return {
      valid: false,
      reason: status === undefined ? 'The site does not answer.' : `The site answers with status ${status}.`,
    }
  }
}

/** Whether the site has answered badly, and not we or the caller have ended it. */
function isAboutFile({ code, upstream }: Problem): boolean {
  return upstream?.status !== undefined || code === 'vendor_error' || code === 'vendor_timeout'
}
