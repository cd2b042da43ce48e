import { Type, type Http } from '@patchbay/contract'

const Waited = Type.Object({ ok: Type.Boolean() })

/** Waits for the vendor, which takes so many milliseconds. */
export async function wait(http: Http, milliseconds: number): Promise<void> {
  await http.get('/wait', { query: { milliseconds }, response: Waited })
}
