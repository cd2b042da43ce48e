export { startFaultProxy, type FaultProxy, type FaultProxyOptions } from './fault-proxy.ts'
export type { Proxies, ProxyBody } from './proxies.ts'
export type { Proxy, ProxyDescription } from './proxy.ts'
export type { Stream, Toxic, ToxicType } from './toxic.ts'
