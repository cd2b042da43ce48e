import { startVendor } from '../support/fake-vendor.ts'
import { startRuntime } from '../support/runtime-process.ts'
import type { FlowGroup } from './negative-flow.ts'
import { startTokenIssuer, type TokenIssuer } from './token-issuer.ts'

/** A runtime that trusts an issuer, with a vendor that remembers what arrives. */
export interface TrustingRuntime {
  readonly issuer: TokenIssuer
  readonly runtime: Awaited<ReturnType<typeof startRuntime>>
  /** The path and the headers of each request that came to the vendor. */
  readonly arrived: string[]
}

/** Opens a group of flows on such a runtime; whatever was opened is closed with the group, or if that fails. */
export async function openGroup(
  /** As `PATCHBAY_FAILED_AUTHENTICATION_RATE`. */
  failedAuthenticationRate: string,
  open: (started: TrustingRuntime) => Promise<Omit<FlowGroup, 'close'>>,
): Promise<FlowGroup> {
  const issuer = await startTokenIssuer()
  const closers: (() => unknown)[] = [() => issuer.close()]
  const close = async (): Promise<void> => {
    await Promise.all(closers.map((closer) => closer()))
  }
  try {
    const arrived: string[] = []
    const vendor = await startVendor((request, response) => {
      arrived.push([request.url, ...request.rawHeaders].join('\n'))
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
    })
    closers.push(() => vendor.close())
    const runtime = await startRuntime({
      vendors: { main: vendor.origin },
      environment: {
        PATCHBAY_OIDC_ISSUERS: JSON.stringify([issuer.settings]),
        PATCHBAY_EGRESS_ALLOW: `${vendor.origin},${issuer.origin}`,
        PATCHBAY_FAILED_AUTHENTICATION_RATE: failedAuthenticationRate,
      },
    })
    closers.push(() => runtime.stop())
    return { ...(await open({ issuer, runtime, arrived })), close }
  } catch (error) {
    await close()
    throw error
  }
}
