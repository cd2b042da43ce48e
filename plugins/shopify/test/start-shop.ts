import shopify from '@patchbay/connector-shopify'
import { startEmulator } from '@patchbay/emulator'
import type { Test } from 'tap'
import emulator from '../src/emulator/index.ts'
import { call, type Called } from './call.ts'

const connector: Called = shopify

export type Run = (
  name: string,
  input: Record<string, unknown>,
  key?: string,
) => Promise<Record<string, unknown>>

/** An emulated shop of its own, and what calls operations on it. */
export async function startShop(t: Test): Promise<Run> {
  const host = await startEmulator(emulator)
  t.teardown(() => host.close())
  return async (name, input, key) =>
    (await call(connector, host.url, name, input, undefined, key)).output as Record<string, unknown>
}
