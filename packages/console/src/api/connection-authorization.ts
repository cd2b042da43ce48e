import { ApiProblem } from './api-problem.ts'
import { ask } from './request.ts'

export interface BegunAuthorization {
  /** Of this installation: it leads to the vendor. */
  readonly url: string
  readonly expiresAt: string
  /** Whether the person is sent back to the console afterwards. */
  readonly comesBack: boolean
}

interface Begun {
  readonly url: string
  readonly expiresAt: string
}

/** Begins an authorization. Servers that lead nobody back to the console are asked for one that ends on their own page. */
export async function authorizeConnection(id: string, returnUrl: string): Promise<BegunAuthorization> {
  const begin = (body: { readonly returnUrl?: string }): Promise<Begun> =>
    ask('POST', `/v1/connections/${encodeURIComponent(id)}/authorize`, { body })
  try {
    return { ...(await begin({ returnUrl })), comesBack: true }
  } catch (error) {
    const isRefused = error instanceof ApiProblem && error.errors.some(({ path }) => path === '/returnUrl')
    if (!isRefused) throw error
    return { ...(await begin({})), comesBack: false }
  }
}
