import { startVendor, type FakeVendor, type VendorBehavior } from './fake-vendor.ts'

/** A vendor that counts what each name has done to it. */
export interface CountingVendor {
  readonly vendor: FakeVendor
  readonly effects: ReadonlyMap<string, number>
}

/** `behave` answers, with the name that was counted just before. */
export async function startCountingVendor(
  behave: (name: string, ...exchange: Parameters<VendorBehavior>) => void,
): Promise<CountingVendor> {
  const effects = new Map<string, number>()
  const vendor = await startVendor((request, response) => {
    const name = request.url?.slice(1) ?? ''
    effects.set(name, (effects.get(name) ?? 0) + 1)
    behave(name, request, response)
  })
  return { vendor, effects }
}
