import { acceptance } from '@patchbay/testkit'

// Every fault on every operation takes about three seconds for each of them.
await acceptance(new URL('..', import.meta.url), { timeout: 600_000 })
