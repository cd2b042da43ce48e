import type { RequestListener } from 'node:http'
import type { Test } from 'tap'
import type { ConnectionSettings, Settings } from '@patchbay/runtime'
import type { Answer } from './answer.ts'
import { openApp, type OpenApp, type OpenOptions } from './open-app.ts'
import { startVendor, type Vendor } from './start-vendor.ts'

export const operations = {
  read: 'items.get',
  idempotent: 'items.put',
  write: 'items.add',
  destructive: 'items.remove',
} as const

export interface OpenProbe extends OpenApp {
  readonly vendor: Vendor
  readonly call: (operation: string, input?: unknown) => Promise<Answer>
}

export interface ProbeOptions {
  readonly settings?: Partial<Settings>
  readonly connection?: Partial<ConnectionSettings>
  readonly dependencies?: OpenOptions['dependencies']
}

/** The probe connector, connected to a vendor that answers as the listener does. */
export async function openProbe(
  t: Test,
  listener: RequestListener,
  { settings = {}, connection = {}, dependencies = {} }: ProbeOptions = {},
): Promise<OpenProbe> {
  const vendor = await startVendor(t, listener)
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/probe', ...settings },
    dependencies: { ...vendor.connect('probe', connection), ...dependencies },
  })
  const call = (operation: string, input: unknown = {}): Promise<Answer> =>
    app.post(`/v1/connectors/probe/${operation}`, input)
  return { ...app, vendor, call }
}
