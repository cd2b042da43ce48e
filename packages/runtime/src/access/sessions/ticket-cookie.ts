import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BrowserOrigin } from './browser-origin.ts'
import { cookieValues } from './cookie-values.ts'

/**
 * Cookies that bind a sign-in at an issuer to the browser that began it, one for each issuer. They come also where another
 * site leads here, which is what an issuer does.
 */
export interface TicketCookie {
  read(request: FastifyRequest, issuer: string): string | undefined
  /** For so many seconds. */
  set(request: FastifyRequest, reply: FastifyReply, issuer: string, ticket: string, seconds: number): void
  clear(request: FastifyRequest, reply: FastifyReply, issuer: string): void
}

export function createTicketCookie(browser: BrowserOrigin): TicketCookie {
  const nameOf = (request: FastifyRequest, issuer: string): string =>
    `${browser.isSecure(request) ? '__Host-' : ''}patchbay_sign_in_${issuer}`
  const put: TicketCookie['set'] = (request, reply, issuer, ticket, seconds) => {
    const secure = browser.isSecure(request) ? '; Secure' : ''
    reply.header(
      'set-cookie',
      `${nameOf(request, issuer)}=${ticket}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure}`,
    )
  }
  return {
    read(request, issuer) {
      const [ticket, ...others] = cookieValues(request.headers.cookie, nameOf(request, issuer))
      return others.length === 0 ? ticket : undefined
    },
    set: put,
    clear: (request, reply, issuer) => put(request, reply, issuer, '', 0),
  }
}
