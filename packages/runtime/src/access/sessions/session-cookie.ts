import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BrowserOrigin } from './browser-origin.ts'
import { cookieValues } from './cookie-values.ts'
import { isSessionToken } from './session-token.ts'

/** The cookie by which a browser shows its session. */
export interface SessionCookie {
  /** Undefined where there is none that could be one. */
  read(request: FastifyRequest): string | undefined
  /** For so many seconds. */
  set(request: FastifyRequest, reply: FastifyReply, token: string, seconds: number): void
  clear(request: FastifyRequest, reply: FastifyReply): void
}

const plainName = 'patchbay_session'
/** Browsers take a cookie of such a name from this host alone, over https alone, and for the whole of it. */
const hostName = `__Host-${plainName}`

export function createSessionCookie(browser: BrowserOrigin): SessionCookie {
  const put = (request: FastifyRequest, reply: FastifyReply, value: string, seconds: number): void => {
    const [name, more] = browser.isSecure(request) ? [hostName, '; Secure'] : [plainName, '']
    reply.header(
      'set-cookie',
      `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Strict${more}`,
    )
  }
  return {
    read(request) {
      const { cookie } = request.headers
      if (cookie === undefined) return undefined
      const [value, ...others] = cookieValues(cookie, browser.isSecure(request) ? hostName : plainName)
      // Of several, somebody else has set one: which of them is not ours cannot be told.
      return value !== undefined && others.length === 0 && isSessionToken(value) ? value : undefined
    },
    set: put,
    clear: (request, reply) => put(request, reply, '', 0),
  }
}
