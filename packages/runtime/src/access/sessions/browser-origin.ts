import type { FastifyRequest } from 'fastify'

/** How a browser has come here, as far as it decides about cookies. */
export interface BrowserOrigin {
  /** Whether it came over https, as a proxy that is trusted says, or to the public address, which has it. */
  isSecure(request: FastifyRequest): boolean
  /** Whether a page at this origin is one of ours. */
  isOwn(request: FastifyRequest, origin: string): boolean
}

/** With the public address of the installation; undefined where none is set. */
export function createBrowserOrigin(publicUrl: string | undefined): BrowserOrigin {
  const known = publicUrl === undefined ? undefined : new URL(publicUrl)
  const secureHost = known?.protocol === 'https:' ? known.host : undefined
  return {
    isSecure: ({ protocol, host }) => protocol === 'https' || host === secureHost,
    isOwn(request, origin) {
      const page = URL.parse(origin)
      return page !== null && (page.origin === known?.origin || page.host === request.host)
    },
  }
}
