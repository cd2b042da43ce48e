import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieValues } from '../access/sessions/cookie-values.ts'

export interface TicketCookie {
  readonly state: string
  readonly ticket: string
  readonly expiresAt: Date
}

const isState = (text: string): boolean => /^[\w-]{43}$/.test(text)

/** One for each authorization, so that two in the same browser are not in each other's way. */
const nameOf = (state: string): string => `patchbay-authorization-${state.slice(0, 16)}`

/**
 * Cookies that bind an authorization to the browser that began it. They are sent to the callback alone, and also where
 * another site leads there, which is what a vendor does.
 */
export function createTicketCookies(redirectUri: string, now: () => number) {
  const { protocol, pathname } = new URL(redirectUri)
  const attributes = `Path=${pathname}; HttpOnly; SameSite=Lax${protocol === 'https:' ? '; Secure' : ''}`
  const put = (reply: FastifyReply, state: string, ticket: string, seconds: number): void => {
    reply.header('set-cookie', `${nameOf(state)}=${ticket}; Max-Age=${seconds}; ${attributes}`)
  }
  return {
    set: (reply: FastifyReply, { state, ticket, expiresAt }: TicketCookie): void =>
      put(reply, state, ticket, Math.max(1, Math.ceil((expiresAt.getTime() - now()) / 1_000))),
    clear(reply: FastifyReply, state: string): void {
      if (isState(state)) put(reply, state, '', 0)
    },
    /** Undefined where the browser has none of this state. */
    read({ headers }: FastifyRequest, state: string): string | undefined {
      if (!isState(state)) return undefined
      return cookieValues(headers.cookie, nameOf(state))[0]
    },
  }
}
