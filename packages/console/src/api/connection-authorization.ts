import type { RouteBody, RouteData } from '@patchbay/client'
import { ApiProblem } from './api-problem.ts'
import { ask } from './request.ts'

type Begun = RouteData<'post', '/v1/connections/{id}/authorize'>

/** Its address is one of this installation, and leads to the vendor. */
export interface BegunAuthorization extends Begun {
  /** Whether the person is sent back to the console afterwards. */
  readonly comesBack: boolean
}

/** Begins an authorization. Servers that lead nobody back to the console are asked for one that ends on their own page. */
export async function authorizeConnection(id: string, returnUrl: string): Promise<BegunAuthorization> {
  const begin = (body: RouteBody<'post', '/v1/connections/{id}/authorize'>): Promise<Begun> =>
    ask('POST', '/v1/connections/{id}/authorize', { path: { id }, body })
  try {
    return { ...(await begin({ returnUrl })), comesBack: true }
  } catch (error) {
    const isRefused = error instanceof ApiProblem && error.errors.some(({ path }) => path === '/returnUrl')
    if (!isRefused) throw error
    return { ...(await begin({})), comesBack: false }
  }
}
